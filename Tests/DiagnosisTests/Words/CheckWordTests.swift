import CounterDesk
import Diagnosis
import Foundation
import StationWeb
import Testing

/// The words of the checks: in both languages for every finding, with every value that they name, and none besides.
@Suite("The words of the checks")
struct CheckWordTests {
    @Test(
        "each finding is told in Vietnamese and English, filled in; a remedy where something is to be done",
        arguments: WhatIf.cases)
    func words(one: WhatIf.Case) {
        let check = one.facts.check
        let texts = ["vi", "en"].map { CheckWords(of: check, in: $0, from: .embedded) }
        for words in texts {
            #expect(words.title != check.id.rawValue || check.id == .openssl)
            #expect(words.found != check.finding.rawValue)
            #expect(!words.found.contains("{") && words.remedy?.contains("{") != true, "\(words)")
            #expect((words.remedy != nil) == (check.state != .fine), "\(words)")
        }
        if texts[0].found == texts[1].found { #expect(check.values.values.map(\.description).contains(texts[0].found)) }
    }

    @Test("what could not be looked at is told of every check")
    func unknown() async {
        let late = await Diagnosis(longest: .milliseconds(1)) {
            CheckID.allCases.map { id in
                Look(id) {
                    try await Task.sleep(for: .seconds(3600))
                    return FontFacts(count: 1)
                }
            }
        }.checks()
        #expect(late.map(\.id) == CheckID.allCases)
        for check in late {
            let words = CheckWords(of: check, in: "en", from: .embedded)
            #expect(words.found.contains("0 seconds") && words.remedy != nil && words.title != "")
        }
    }

    @Test("a failure's own words are taken where the catalogue has the code, and the check's where not")
    func failures() throws {
        let known = StationCheck(
            .queueStopped, ["code": .code("clock-wrong"), "since": .moment(WhatIf.now)], failure: "clock-wrong")
        let failure = try #require(FailureCatalogue.embedded.words["clock-wrong"]?["vi"])
        #expect(CheckWords(of: known, in: "vi", from: .embedded).found == failure.cause)
        let later = StationCheck(
            .registryRefuses, ["code": .code("of-a-later-registry")], failure: "of-a-later-registry")
        let words = CheckWords(of: later, in: "en", from: .embedded)
        #expect(words.found.contains("of-a-later-registry") && words.remedy != nil)
    }

    @Test("no word that no finding has")
    func noneBesides() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let yaml = try String(contentsOf: folder.appending(path: "enrollment/messages/en.yaml"), encoding: .utf8)
        let keys = Set(try Messages.keys(parsing: yaml, file: "en").filter { $0.hasPrefix("doctor.") })
        var wanted = Set(CheckState.allCases.map { "doctor.state.\($0.rawValue)" })
        wanted.formUnion(CheckID.allCases.map { "doctor.\($0.rawValue).title" })
        for finding in CheckFinding.allCases where finding.failure == nil {
            wanted.insert("doctor.\(finding.rawValue).found")
            if finding.state != .fine { wanted.insert("doctor.\(finding.rawValue).remedy") }
        }
        #expect(keys.symmetricDifference(wanted) == [])
    }

    @Test("a row of the page has both languages, and the state as the page calls it")
    func rows() {
        let states = Dictionary(
            WhatIf.cases.map { one in
                let check = one.facts.check
                let row = CounterView.HealthRow(check, in: .embedded)
                #expect(row.id == check.id.rawValue && row.title.count == 2 && row.text.count == 2)
                return (check.state, row.state)
            }, uniquingKeysWith: { first, _ in first })
        #expect(states == [.fine: "ok", .attention: "warning", .wrong: "failed"])
    }
}
