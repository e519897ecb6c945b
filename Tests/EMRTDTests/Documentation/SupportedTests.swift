import Foundation
import Testing

/// The README says what the code says.
@Suite("What the README says the station speaks")
struct SupportedTests {
    private let readme: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }

    @Test("protocols")
    func protocols() throws {
        check(try SupportedTable.protocols())
    }

    @Test("files")
    func files() {
        check(SupportedTable.files())
    }

    private func check(_ table: String) {
        let isThere = readme.contains(table + "\n\n")
        #expect(isThere, "README.md should have:\n\(table)")
    }
}
