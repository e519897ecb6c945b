import Enrollment
import Foundation
import Registry
import Testing

/// What docs/officers.md lists, held against the code.
@Suite("docs/officers.md")
struct OfficerDocumentationTests {
    /// The first column of the table under this heading, code marks taken off.
    private func rows(_ heading: String) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/officers.md"), encoding: .utf8)
        let table = try #require(text.components(separatedBy: "| \(heading) |").dropFirst().first)
        return table.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).prefix { $0.hasPrefix("|") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    }

    @Test("every code of a refused sign-in, each role, each fault, and no other")
    func codes() throws {
        #expect(try rows("code") == OfficerRefusal.Code.allCases.map(\.rawValue))
        #expect(try rows("role") == OfficerRole.allCases.map(\.rawValue))
        #expect(try rows("fault of an entry") == AuditChain.Fault.Kind.allCases.map(\.rawValue))
    }
}
