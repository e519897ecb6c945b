import Diagnosis
import Foundation
import Testing

/// What docs/doctor.md lists, held against the code.
@Suite("docs/doctor.md")
struct DoctorDocumentationTests {
    @Test("every check with its findings of both kinds, and no other")
    func table() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/doctor.md"), encoding: .utf8)
        let table = try #require(text.components(separatedBy: "| wrong |\n").dropFirst().first)
        let rows = table.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().prefix {
            $0.hasPrefix("|")
        }
        .map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }
        #expect(rows.map { codes($0[1]) } == CheckID.allCases.map { [$0.rawValue] })
        for (row, id) in zip(rows, CheckID.allCases) {
            try #require(row.count == 6, "\(row)")
            #expect(codes(row[3]) == names(of: id, .attention), "\(id)")
            #expect(codes(row[4]) == names(of: id, .wrong), "\(id)")
        }
        for finding in CheckFinding.allCases where finding.id == nil {
            #expect(text.contains("`\(finding.rawValue.dropFirst("unknown.".count))`"))
        }
        #expect(text.contains("from \(OpenSSLFacts.floor) on"))
    }

    private func codes(_ cell: String) -> [String] { cell.matches(of: /`([a-z-]+)`/).map { String($0.1) } }

    private func names(of id: CheckID, _ state: CheckState) -> [String] {
        CheckFinding.allCases.filter { $0.id == id && $0.state == state }.map {
            String($0.rawValue.dropFirst(id.rawValue.count + 1))
        }
    }
}
