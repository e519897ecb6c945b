import Foundation
import Testing

@testable import Registry

/// docs/registry.md, held against the code.
@Suite struct LogDocumentationTests {
    @Test func everyFaultIsExplained() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/registry.md").standardizedFileURL
        let text = try String(contentsOf: page, encoding: .utf8)
        for fault in LogWatch.Fault.allCases.map(\.rawValue) + LogVerification.Fault.Kind.allCases.map(\.rawValue) {
            #expect(text.contains("`\(fault)`"), "\(fault)")
        }
        #expect(text.contains("up to \(AppendQueue.mostInABatch),"))
    }
}
