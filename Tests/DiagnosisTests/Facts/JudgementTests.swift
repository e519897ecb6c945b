import Diagnosis
import Testing

@Suite("What facts come to")
struct JudgementTests {
    @Test("what would be if", arguments: WhatIf.cases)
    func judgement(one: WhatIf.Case) {
        #expect(one.facts.check.finding == one.finding)
        #expect(one.facts.check.id == one.finding.id)
    }

    @Test("every finding of a check is brought about by facts, and every check can be wrong or want attention")
    func complete() {
        let found = Set(WhatIf.cases.map(\.finding))
        #expect(Set(CheckFinding.allCases.filter { $0.id != nil }).subtracting(found) == [])
        for id in CheckID.allCases {
            let states = Set(CheckFinding.allCases.filter { $0.id == id }.map(\.state))
            #expect(states.contains(.fine) && states.max() ?? .fine > .unknown, "\(id)")
        }
        #expect(CheckFinding.allCases.filter { $0.id == nil }.allSatisfy { $0.state == .unknown })
    }

    @Test(
        "versions are compared by their numbers",
        arguments: [
            ("1.9.9", "1.9.10", true), ("1.10", "1.9.9", false), ("3.0.22-1~deb12u1", "3.0.22", false),
            ("3.0", "3.0.0", false), ("3.0.2x.9", "3.0.3", true), ("2", "10", true),
        ])
    func versions(one: String, other: String, isOlder: Bool) throws {
        #expect((try #require(VersionNumber(one)) < #require(VersionNumber(other))) == isOlder)
    }

    @Test("what is no version", arguments: ["", "x", ".1", "-1", "99999999999999999999999"])
    func noVersion(text: String) { #expect(VersionNumber(text) == nil) }
}
