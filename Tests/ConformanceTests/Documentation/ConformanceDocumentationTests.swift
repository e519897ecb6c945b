import Conformance
import Foundation
import Testing
import VirtualCard

/// docs/conformance.md says what the code says.
@Suite("What the documentation says of the suite")
struct ConformanceDocumentationTests {
    private let text: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        text = try String(contentsOf: root.appending(path: "docs/conformance.md"), encoding: .utf8)
    }

    private static func table(_ suite: TestSuite) -> String {
        let rows = suite.cases.map { "| `\($0.id)` | \($0.title) | \($0.reference) |" }
        return (["| case | looks at | demanded by |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
    }

    @Test("each suite's table", arguments: TestSuite.allCases)
    func tables(suite: TestSuite) {
        let table = Self.table(suite)
        let isThere = text.contains(table)
        #expect(isThere, "docs/conformance.md should have:\n\(table)")
        #expect(text.contains("## `\(suite.rawValue)`: \(suite.title)"))
    }

    @Test("every weakness that can be planted")
    func weaknesses() {
        for weakness in CardWeakness.allCases {
            #expect(text.contains("`\(weakness.rawValue)`"), "\(weakness.rawValue)")
        }
    }

    @Test("the number of cases")
    func count() { #expect(text.contains("\(Catalogue.cases.count) cases")) }
}
