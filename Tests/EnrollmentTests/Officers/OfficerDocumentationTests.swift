import Enrollment
import Foundation
import Registry
import Testing

/// What docs/officers.md lists, held against the code.
@Suite("docs/officers.md")
struct OfficerDocumentationTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The first column of the table under this heading, code marks taken off.
    private func rows(_ heading: String) throws -> [String] {
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

    @Test("every action that the sources write into the log, and no other")
    func actions() throws {
        let folder = root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var written: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let writers = /(?:\bnote|(?:udit|auditLog\(\)|AuditLog)\.append)\(\s*"([a-z-]+)"/
            for match in text.matches(of: writers) {
                written.insert(String(match.1))
            }
            for match in text.matches(of: /action: (?:String = )?"([a-z-]+)"/) { written.insert(String(match.1)) }
        }
        #expect(written == Set(try rows("action")))
    }
}
