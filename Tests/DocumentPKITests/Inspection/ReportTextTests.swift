import DocumentPKI
import Testing

@testable import DocumentPKI

/// Every row can be told in every language, and no two verdicts sound alike.
@Suite("Words of the report")
struct ReportTextTests {
    private func places(_ sentence: String) -> Set<Substring> {
        Set(sentence.matches(of: #/\{[a-z]+\}/#).map(\.output))
    }

    @Test("every reason has a sentence in each language, with the same places", arguments: Reason.allCases)
    func reasons(reason: Reason) throws {
        let english = try #require(Reason.english[reason])
        let vietnamese = try #require(Reason.vietnamese[reason])
        #expect(places(english) == places(vietnamese))
        #expect(english.hasSuffix(".") && vietnamese.hasSuffix("."))
        let known = Set(
            ["signer", "issuer", "groups", "rules", "detail", "algorithm", "date", "country", "state", "protocol"]
                .map { "{\($0)}" } + ["{fields}", "{subject}"])
        #expect(places(english).allSatisfy { known.contains(String($0)) })
    }

    @Test("every check has a title in each language", arguments: Check.allCases)
    func checks(check: Check) {
        #expect(Check.english[check] != nil && Check.vietnamese[check] != nil)
    }

    @Test("each verdict has a sentence of its own, at the counter and at the kiosk", arguments: ReportLanguage.allCases)
    func verdicts(language: ReportLanguage) {
        let counter = Verdict.allCases.map { $0.sentence(language, isChipProven: true) }
        let kiosk = Verdict.allCases.map { $0.kioskSentence(language) }
        #expect(Set(counter + kiosk).count == 2 * Verdict.allCases.count)
        #expect(Verdict.valid.sentence(language, isChipProven: false) != counter[0])
    }

    @Test("places are filled, and what has no value leaves no trace")
    func filling() {
        #expect("a {b} c {d}".filling(["b": "x"]) == "a x c ")
        #expect("{b".filling(["b": "x"]) == "{b")
        #expect("{b}".filling(["b": "{b}"]) == "{b}")
    }
}
