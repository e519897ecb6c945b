import Foundation
import Testing

/// SECURITY.md says of every attack by which test its defence is shown.
@Suite("The threat model")
struct SecurityDocumentTests {
    @Test("every attack names tests that there are")
    func tests() throws {
        let page = try Repository.text("SECURITY.md")
        let tests = try NamedTests()
        let stages = try Repository.text("test")
        let tables = page.components(separatedBy: "| attack | what stands against it | shown by |\n|---|---|---|\n")
        #expect(tables.count > 7)
        var attacks = 0
        for row in tables.dropFirst().flatMap({ $0.split(separator: "\n").prefix { $0.hasPrefix("|") } }) {
            attacks += 1
            let cells = row.split(separator: "|").map { $0.trimmingPrefix(" ") }
            try #require(cells.count == 3, "\(row)")
            let proof = String(cells[2])
            let scripts = proof.matches(of: /`((?:Tests|packaging)\/[^`]+)`/).map { String($0.1) }
            #expect(!(NamedTests.named(in: proof) + scripts).isEmpty, "no test shows: \(cells[0])")
            for script in scripts { #expect(stages.contains(script) && Repository.exists(script), "\(script)") }
        }
        #expect(attacks > 60)
        for name in NamedTests.named(in: page) { #expect(tests.contains(name), "there is no test \(name)") }
    }

    @Test("what is no test is found out")
    func unknown() throws {
        let tests = try NamedTests()
        #expect(tests.contains("SecurityDocumentTests.unknown"))
        #expect(!tests.contains("SecurityDocumentTests.nothing") && !tests.contains("NoTests.unknown"))
        #expect(NamedTests.named(in: "`ATests.b`, `x`, `CTests`") == ["ATests.b"])
    }
}
