import DocumentPKI
import Enrollment
import Foundation
import LDS
import Testing
import VirtualCard

@Suite("Procedures")
struct ProcedureTests {
    private func shipped() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(
            contentsOf: root.appending(path: "enrollment/procedures/level-2-account.yaml"), encoding: .utf8)
    }

    @Test("the shipped procedure is readable")
    func parse() throws {
        let procedure = try Procedure(parsing: shipped(), file: "level-2-account.yaml")
        #expect(procedure.id == "level-2-account")
        #expect(procedure.form == "TK01")
        #expect(procedure.conditions.minimumAge == 14)
        #expect(procedure.fields["phone"]?.required == true)
        #expect(procedure.consent.texts.keys.sorted() == ["en", "vi"])
    }

    @Test(
        "a mistake in the file is refused and named",
        arguments: [
            ("minimumAge: 14 ", "minimumAgee: 14 ", "unknown key “minimumAgee” in conditions"),
            ("minimumAge: 14 ", "minimumAge: old ", "minimumAge"),
            ("form: TK01", "", "“form” is missing"),
            ("version: 1\nform", "version: 0\nform", "version is at least 1"),
            ("    required: true\n", "    required: true\n    requird: 1\n", "unknown key “requird”"),
            ("\"0[35789][0-9]{8}\"", "\"0[35789\"", "no regular expression"),
            ("conditions:", "conditions: [", "procedure p.yaml"),
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
        let document = try Fixture.shared.get().document(seed: 7)
        func rules(_ entry: Procedure.Entry, chip: Bool = true, on today: CalendarDate = Fixture.today) -> [String] {
            procedure.violations(document, chipAuthenticated: chip, entry: entry, on: today).map(\.rule)
        }
        #expect(rules(Fixture.entry).isEmpty)
        #expect(
            rules(Procedure.Entry(fields: [:], consentLanguage: nil), chip: false) == [
                "chip-authentication", "field-phone", "consent",
            ])
        for phone in ["", "912345678", "09123456789", "0912345678 ", "o912345678", "0112345678"] {
            #expect(rules(Procedure.Entry(fields: ["phone": phone], consentLanguage: "vi")) == ["field-phone"])
        }
        var entry = Fixture.entry
        entry.fields["email"] = "nobody"
        entry.fields["nickname"] = "x"
        #expect(rules(entry) == ["field-email", "field-nickname"])
        entry = Fixture.entry
        entry.consentLanguage = "fr"
        #expect(rules(entry) == ["consent"])
    }

    @Test("age and expiry are counted on the day")
    func ages() throws {
        let procedure = try Procedure(parsing: shipped(), file: "level-2-account.yaml")
        let fixture = try Fixture.shared.get()
        let seed = try #require((UInt64(1)...60).first { SyntheticCitizen(seed: $0).dateOfExpiry != nil })
        let document = try fixture.document(seed: seed)
        let birth = try #require(document.nationalData?.text(.dateOfBirth).flatMap { CalendarDate(slashed: $0) })
        let expiry = try #require(document.nationalData?.text(.dateOfExpiry).flatMap { CalendarDate(slashed: $0) })
        func rules(on day: CalendarDate) -> [String] {
            procedure.violations(document, chipAuthenticated: true, entry: Fixture.entry, on: day).map(\.rule)
        }
        #expect(rules(on: expiry).isEmpty)
        #expect(rules(on: CalendarDate(expiry.year + 1, expiry.month, expiry.day)) == ["card-not-expired"])
        #expect(rules(on: CalendarDate(birth.year + 14, birth.month, birth.day)).isEmpty)
        #expect(rules(on: CalendarDate(birth.year + 14, birth.month, birth.day - 1)) == ["minimum-age"])
    }
}
