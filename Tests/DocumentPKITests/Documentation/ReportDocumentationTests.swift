import Foundation
import Testing

/// docs/inspection.md says what the code says.
@Suite("What the documentation says of the report")
struct ReportDocumentationTests {
    private let text: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        text = try String(contentsOf: root.appending(path: "docs/inspection.md"), encoding: .utf8)
    }

    @Test(
        "checks and policies, reasons, departures, flaws",
        arguments: [
            ReportTables.checks(), ReportTables.reasons(), ReportTables.deviations(), ReportTables.flaws(),
        ])
    func tables(table: String) {
        let isThere = text.contains(table)
        #expect(isThere, "docs/inspection.md should have:\n\(table)")
    }
}
