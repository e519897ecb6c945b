import Enrollment
import Foundation
import LDS
import Testing

@Suite("Procedures")
struct ProcedureTests {
    private func shipped() throws -> String { try Shipped.text("procedures/level-2-account.yaml") }

    @Test("the shipped procedure is readable")
    func parse() throws {
        let procedure = try Procedure(parsing: shipped(), file: "level-2-account.yaml")
        #expect(procedure.id == "level-2-account")
        #expect(procedure.form == "TK01")
        #expect(procedure.action == .openAccount)
        #expect(procedure.persons["holder"]?.minimumAge == 14)
        #expect(procedure.steps["card"]?.card?.silentChip == .refused)
        #expect(procedure.fieldOrder == ["phone", "email", "additional", "dependants"])
        #expect(procedure.fields["phone"]?.required == true)
        #expect(procedure.consent.texts.keys.sorted() == ["en", "vi"])
    }

    @Test(
        "a mistake in the file is refused and named",
        arguments: [
            ("minimumAge: 14 ", "minimumAgee: 14 ", "line 18: unknown key “minimumAgee” in persons.holder"),
            ("minimumAge: 14 ", "minimumAge: old ", "line 18: persons.holder.minimumAge: has the wrong form"),
            ("minimumAge: 14 ", "minimumAge: 151 ", "at most 150"),
            ("minimumAge: 14 ", "maximumAge: 7\n    minimumAge: 14 ", "is below minimumAge"),
            ("form: TK01", "", "“form” is missing"),
            ("version: 2", "version: 0", "line 4: version: version is at least 1"),
            ("action: open-account", "action: open", "“open” is none of open-account, change-contact"),
            ("    required: true\n", "    required: true\n    requird: 1\n", "unknown key “requird” in fields.phone"),
            ("\"0[35789][0-9]{8}\"", "\"0[35789\"", "no regular expression"),
            ("\"[0-9]{12}\"", "\"([0-9]+)+\"", "must not be repeated"),
            ("persons:", "persons: [", ": this is no YAML"),
            ("start: card", "start: a b", "is no name"),
            ("kind: consent\n", "kind: consent\n    person: holder\n", "a step of kind consent has none"),
            ("kind: consent\n", "kind: signing\n", "is none of card, papers"),
            ("next: sealed", "next: [{when: card-expired, go: card}]", "the last way has no “when”"),
            ("next: sealed", "next: [{go: card}, {go: sealed}]", "is never reached"),
            ("next: sealed", "next: [{when: card-gone, go: card}, {go: sealed}]", "is none of chip-verified"),
            ("  signature:\n", "  sealed:\n", "is the end and no step"),
            ("fingers: ten", "fingers: [Left Toe]", "is none of Left IndexFinger"),
            ("fingers: ten", "fingers: eleven", "“ten” or a list"),
            ("vi: consents/level", "vi: ../consents/level", "outside the enrollment folder"),
            ("languages: [vi, en]", "languages: [vi, vi]", "names one thing twice"),
            ("languages: [vi, en]", "languages: &all [vi, en]", "line 10: anchors and aliases are not taken"),
            ("id: level-2-account\nversion: 2", "id: level-2-account\nid: twice\nversion: 2", "“id” is there twice"),
        ])
    func mistakes(right: String, wrong: String, told: String) throws {
        let text = try shipped()
        #expect(text.contains(right))
        let error = #expect(throws: EnrollmentError.self) {
            try Procedure(parsing: text.replacing(right, with: wrong), file: "p.yaml")
        }
        #expect(error?.code == .procedureMalformed)
        #expect(error?.message.contains(told) == true, "\(String(describing: error))")
    }

    @Test("every broken rule is told at once")
    func violations() throws {
        let procedure = try Procedure(parsing: shipped(), file: "level-2-account.yaml")
        func rules(_ fields: [String: String], _ language: String? = "vi") -> [String] {
            procedure.violations(Procedure.Entry(fields: fields, consentLanguage: language)).map(\.rule)
        }
        let phone = "0912345678"
        #expect(rules(["phone": phone]).isEmpty)
        #expect(rules([:], nil) == ["field-phone", "consent"])
        for phone in ["", "912345678", "09123456789", "0912345678 ", "o912345678", "0112345678"] {
            #expect(rules(["phone": phone]) == ["field-phone"])
        }
        #expect(rules(["phone": phone, "email": "nobody", "nickname": "x"]) == ["field-email", "field-nickname"])
        #expect(rules(["phone": phone], "fr") == ["consent"])
    }

    @Test("ages are counted on the day")
    func ages() throws {
        let text = try shipped().replacing("    minimumAge: 14 ", with: "    maximumAge: 20\n    minimumAge: 14 ")
        let procedure = try Procedure(parsing: text, file: "p.yaml")
        let birth = CalendarDate(2010, 3, 5)
        func rule(on day: CalendarDate) -> String? {
            procedure.ageViolation(person: "holder", birth: birth, on: day)?.rule
        }
        #expect(rule(on: CalendarDate(2024, 3, 4)) == "minimum-age" && rule(on: CalendarDate(2024, 3, 5)) == nil)
        #expect(rule(on: CalendarDate(2031, 3, 4)) == nil && rule(on: CalendarDate(2031, 3, 5)) == "maximum-age")
    }

    @Test("a file is bounded, whatever is in it")
    func hostile() throws {
        func refusal(_ text: String) -> String? {
            let error = #expect(throws: EnrollmentError.self) { try Procedure(parsing: text, file: "p.yaml") }
            return error?.message
        }
        #expect(refusal(String(repeating: "#", count: 256 * 1024 + 1))?.contains("larger than 256 KiB") == true)
        #expect(refusal("")?.contains("empty") == true)
        let aliases = (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n")
        #expect(refusal("a0: &a0 x\n" + aliases)?.contains("line 1: anchors") == true)
        #expect(refusal("? &k [x]\n: y")?.contains("anchors") == true)
        _ = refusal(String(repeating: "[", count: 100_000))
        _ = refusal(String(repeating: "{a: ", count: 50_000))
        let many = (0..<300).map { "k\($0): 1" }.joined(separator: "\n")
        #expect(refusal(many)?.contains("more than 256 keys") == true)
        #expect(
            try refusal(shipped().replacing("form: TK01", with: "\(String(repeating: "x", count: 9000)): 1"))?.count
                ?? 999 < 500)
    }

    @Test("no beginning of a file is taken for a whole one")
    func truncated() throws {
        let text = try shipped()
        let end = try #require(text.range(of: "  contact:\n    vi: Công an")).lowerBound
        for index in text[..<end].indices where text[index] == "\n" {
            #expect(throws: EnrollmentError.self) { try Procedure(parsing: String(text[..<index]), file: "p.yaml") }
        }
    }

    @Test("the way through the steps follows what they found out")
    func course() throws {
        let procedure = try Procedure(parsing: shipped(), file: "level-2-account.yaml")
        let path = ["card", "contact", "portrait", "fingerprints", "consent", "signature"]
        #expect(procedure.path(facts: []) == path)
        var name = procedure.start
        for next in path.dropFirst() + [Procedure.sealed] {
            name = procedure.step(after: name, facts: [.chipVerified])
            #expect(name == next)
        }
        #expect(procedure.step(after: "nowhere", facts: []) == "card")
        let text = try shipped().replacing(
            "next: sealed",
            with: "next: [{when: chip-silent, go: card}, {when: portrait-poor, go: portrait}, {go: sealed}]")
        let branched = try Procedure(parsing: text, file: "p.yaml")
        #expect(branched.step(after: "signature", facts: [.portraitPoor, .chipSilent]) == "card")
        #expect(branched.step(after: "signature", facts: [.portraitPoor]) == "portrait")
        #expect(branched.step(after: "signature", facts: [.cardExpired]) == "sealed")
        #expect(branched.path(facts: [.portraitPoor, .chipSilent]) == path)
        // While the portrait is poor, nobody knows what comes after it.
        let retried = try Procedure(
            parsing: shipped().replacing(
                "next: fingerprints", with: "next: [{when: portrait-poor, go: portrait}, {go: fingerprints}]"),
            file: "p.yaml")
        #expect(retried.path(facts: [.portraitPoor]) == ["card", "contact", "portrait"])
        #expect(retried.path(facts: []) == path)
    }

    @Test(
        "each type of field has its form",
        arguments: [
            ("text", "Some text", "two\nlines"), ("phone", "+84912345678", "84 912"), ("phone", "0912345678", "+"),
            ("email", "a@b", "a@b@c"), ("date", "01/02/2030", "2030-02-01"), ("number", "0123", "12a"),
            ("list", "one\ntwo", "one\n\ntwo"), ("list", "one", String(repeating: "x\n", count: 20) + "x"),
            ("text", String(repeating: "x", count: 20), String(repeating: "x", count: 21)), ("text", "x", " "),
            ("text", "Nguyễn Thị Hồng", "tab\tin it"),
        ])
    func fieldTypes(type: String, right: String, wrong: String) throws {
        let fields = """
            fields:
              probe:
                type: \(type)
                label: {vi: Thử, en: Probe}
                maximumLength: 20
              choice:
                type: choice
                required: true
                when: {field: probe, value: "x"}
                label: {vi: Chọn, en: Choice}
                choices: [{value: one, label: {vi: Một, en: One}}]

            consent:
            """
        let text = try shipped()
        let range = try #require(text.range(of: "fields:\n  phone:"))
        let end = try #require(text.range(of: "\nconsent:\n  id"))
        let yaml = text[..<range.lowerBound] + fields + text[text.index(end.upperBound, offsetBy: -5)...]
        let procedure = try Procedure(
            parsing: String(yaml).replacing("consent:\n\n  id", with: "consent:\n  id"), file: "p.yaml")
        var entry = ["probe": right]
        entry["choice"] = right == "x" ? "one" : nil
        #expect(procedure.violations(of: entry).isEmpty)
        #expect(procedure.violations(of: ["probe": wrong]).map(\.field) == ["probe"])
        #expect(procedure.violations(of: ["probe": "x", "choice": "two"]).contains { $0.field == "choice" })
        #expect(procedure.violations(of: ["choice": "one"]).map(\.rule) == ["field-choice"])
        #expect(procedure.violations(of: ["probe": "x"]).contains { $0.field == "choice" })
        #expect(procedure.violations(of: ["probe": wrong]).allSatisfy { $0.sentence.keys.sorted() == ["en", "vi"] })
    }

    @Test(
        "a pattern that could take long is refused",
        arguments: [
            "(a+)+", "(a*)*", "(a|a)*", "(a|a){20}", "(a{1,2}){9}", "a*a*a*", "a+b+c{1,}", "a?b?c?d?e?f?g?",
            "(a)\\1", "(?=a)a", "(?:a+)b", String(repeating: "a", count: 201), "(",
        ])
    func slowPatterns(pattern: String) throws {
        let text = try shipped().replacing("\"[0-9]{12}\"", with: "'\(pattern)'")
        let error = #expect(throws: EnrollmentError.self) { try Procedure(parsing: text, file: "p.yaml") }
        #expect(error?.message.contains("fields.dependants.pattern") == true, "\(String(describing: error))")
    }

    @Test(
        "a pattern that is no danger is taken",
        arguments: ["(ab){3}", "[*+(|]{9}", "(a|b)c", "a\\+\\*\\(b", "[0-9]{9}|[0-9]{12}"])
    func usefulPatterns(pattern: String) throws {
        let text = try shipped().replacing("\"[0-9]{12}\"", with: "'\(pattern)'")
        #expect(try Procedure(parsing: text, file: "p.yaml").fields["dependants"]?.pattern == pattern)
    }
}
