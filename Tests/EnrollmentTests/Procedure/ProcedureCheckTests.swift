import Enrollment
import Testing

@Suite("What is wrong with a procedure")
struct ProcedureCheckTests {
    private static let consents = ["vi": Array("Tôi đồng ý.".utf8), "en": Array("I agree.".utf8)]

    private func findings(_ text: String) throws -> [ProcedureFinding] {
        try ProcedureCheck(Procedure(parsing: text, file: "p.yaml"), consents: Self.consents).findings
    }

    /// A bad procedure: the shipped one with replacements, what is found and where.
    struct Case: Sendable, CustomTestStringConvertible {
        let code: ProcedureFinding.Code
        let place: String
        var others: Set<ProcedureFinding.Code> = []
        var said = ""
        let changes: [(right: String, wrong: String)]

        var testDescription: String { "\(code.rawValue) at \(place)" }
    }

    private static let contact = "  contact:\n    kind: fields"
    private static let papers = """
          papers:
            kind: papers
            title: {vi: Giấy tờ, en: Papers}
            documents: [{id: birth-certificate, title: {vi: Giấy khai sinh, en: Birth certificate}}]
            next: contact
          contact:
            kind: fields
        """
    private static let approval = """
          approval:
            kind: approval
            title: {vi: Phê duyệt, en: Approval}
            next: sealed
          contact:
            kind: fields
        """

    static let cases: [Case] = [
        Case(
            code: .holderMissing, place: "persons", others: [.unknownPerson, .sealsWithoutIdentification],
            changes: [("  holder:\n", "  citizen:\n")]),
        Case(
            code: .unknownStep, place: "start", others: [.unreachableStep], changes: [("start: card", "start: cards")]),
        Case(
            code: .unknownStep, place: "steps.card.next", others: [.unreachableStep, .deadEnd],
            changes: [("next: contact", "next: contacts")]),
        Case(
            code: .unknownPerson, place: "steps.portrait.person",
            changes: [("khuôn mặt, en: Portrait}\n    person: holder", "khuôn mặt, en: Portrait}\n    person: child")]),
        Case(
            code: .unknownField, place: "steps.contact.fields",
            changes: [("additional, dependants]", "additional, dependants, nickname]")]),
        Case(
            code: .unknownField, place: "fields.phone.when",
            changes: [("    type: phone\n", "    type: phone\n    when: {field: phone, value: x}\n")]),
        Case(
            code: .unknownValue, place: "fields.phone.when",
            changes: [("    type: phone\n", "    type: phone\n    when: {field: email, value: x}\n")]),
        Case(code: .unusedField, place: "fields.dependants", changes: [(", dependants]", "]")]),
        Case(
            code: .fieldTwice, place: "fields.phone",
            changes: [
                (
                    contact,
                    "  more:\n    kind: fields\n    title: {vi: a, en: b}\n    fields: [phone]\n    next: portrait\n"
                        + contact
                ),
                ("    next: portrait\n  portrait", "    next: more\n  portrait"),
            ]),
        Case(
            code: .unreachableStep, place: "steps.consent", others: [.sealsWithoutConsent],
            changes: [("next: consent", "next: signature")]),
        Case(
            code: .deadEnd, place: "steps.signature", others: [.endlessLoop, .afterSignature],
            changes: [("next: sealed", "next: signature")]),
        Case(
            code: .endlessLoop, place: "steps.consent.next", others: [.afterSignature],
            said: "consent → signature → consent",
            changes: [("next: sealed", "next: [{when: fingers-missing, go: consent}, {go: sealed}]")]),
        Case(
            code: .conditionTooEarly, place: "steps.card.next", said: "on this way: card",
            changes: [("next: contact", "next: [{when: fingers-missing, go: portrait}, {go: contact}]")]),
        Case(
            code: .conditionNeverHolds, place: "steps.card.next",
            changes: [("next: contact", "next: [{when: chip-silent, go: card}, {go: contact}]")]),
        Case(
            code: .conditionNeverHolds, place: "steps.signature.next", others: [.afterSignature],
            changes: [
                ("mayProceedPoor: true", "mayProceedPoor: false"),
                ("next: sealed", "next: [{when: portrait-poor, go: portrait}, {go: sealed}]"),
            ]),
        Case(
            code: .missingTranslation, place: "steps.portrait.title",
            changes: [("Ảnh khuôn mặt, en:", "Ảnh khuôn mặt, fr:")]),
        Case(
            code: .missingTranslation, place: "slip.lines.2", others: [.missingConsentText],
            changes: [("languages: [vi, en]", "languages: [vi, en, fr]")]),
        Case(
            code: .missingConsentText, place: "consent.texts.fr",
            changes: [("    en: consents/", "    fr: consents/a.txt\n    en: consents/")]),
        Case(
            code: .stepTwice, place: "steps.portrait", said: "has passed “first”",
            changes: [
                (contact, "  first:\n    kind: portrait\n    title: {vi: a, en: b}\n    next: contact\n" + contact),
                ("next: contact\n  first", "next: first\n  first"),
            ]),
        Case(
            code: .stepTwice, place: "steps.card", said: "has passed “first”",
            changes: [
                (
                    "  card:\n    kind",
                    "  first:\n    kind: card\n    title: {vi: a, en: b}\n    next: card\n  card:\n    kind"
                ),
                ("start: card", "start: first"),
            ]),
        Case(
            code: .afterSignature, place: "steps.signature.next", said: "“late” comes after",
            changes: [
                ("additional, dependants]", "dependants]"), ("next: sealed", "next: late"),
                (
                    contact,
                    "  late:\n    kind: fields\n    title: {vi: a, en: b}\n    fields: [additional]\n    next: sealed\n"
                        + contact
                ),
            ]),
        Case(
            code: .approvalTooEarly, place: "steps.approval", others: [.afterSignature], said: "card → approval",
            changes: [
                (contact, approval), ("next: contact\n  approval", "next: approval\n  approval"),
                ("Approval}\n    next: sealed", "Approval}\n    next: contact"),
            ]),
        Case(
            code: .sealsWithoutConsent, place: "steps", said: "contact → signature → sealed",
            changes: [
                ("next: portrait", "next: [{when: card-expired, go: signature}, {go: portrait}]"),
                ("expired: refused", "expired: allowed"),
            ]),
        Case(
            code: .sealsWithoutSignature, place: "steps", said: "consent → sealed",
            changes: [("next: signature", "next: [{when: fingers-missing, go: signature}, {go: sealed}]")]),
        Case(
            code: .sealsWithoutIdentification, place: "steps", others: [.unreachableStep],
            said: "“holder” is: contact →",
            changes: [("start: card", "start: contact")]),
        Case(
            code: .sealsWithoutIdentification, place: "steps", said: "“holder” is: card → contact",
            changes: [("silentChip: refused", "silentChip: allowed")]),
        Case(
            code: .sealsWithoutIdentification, place: "steps", said: "“guardian” is: card",
            changes: [("start: card", "  guardian: {title: {vi: Người giám hộ, en: Guardian}}\nstart: card")]),
        Case(
            code: .sealsWithoutIdentification, place: "steps",
            changes: [
                ("silentChip: refused", "silentChip: allowed"), (contact, papers),
                ("Giấy khai sinh, en: Birth certificate}", "Giấy khai sinh, en: Birth certificate}, required: false"),
                ("next: contact\n  papers", "next: [{when: chip-silent, go: papers}, {go: contact}]\n  papers"),
            ]),
        Case(
            code: .papersWithoutApproval, place: "steps", said: "card → papers → contact",
            changes: [
                ("silentChip: refused", "silentChip: allowed"), (contact, papers),
                ("next: contact\n  papers", "next: [{when: chip-silent, go: papers}, {go: contact}]\n  papers"),
            ]),
        // An approval before the papers approves other things.
        Case(
            code: .papersWithoutApproval, place: "steps", others: [.approvalTooEarly, .afterSignature],
            said: "card → approval → papers → contact",
            changes: [
                ("silentChip: refused", "silentChip: allowed"), (contact, papers), (contact, approval),
                ("next: contact\n  papers", "next: [{when: chip-silent, go: approval}, {go: contact}]\n  papers"),
                ("Approval}\n    next: sealed", "Approval}\n    next: papers"),
            ]),
    ]

    @Test("each finding is found, at its place, and nothing else", arguments: cases)
    func bad(_ example: Case) throws {
        var text = try Shipped.text("procedures/level-2-account.yaml")
        for change in example.changes {
            try #require(text.contains(change.right), "\(change.right)")
            text = text.replacing(change.right, with: change.wrong)
        }
        let found = try findings(text)
        #expect(
            found.contains {
                $0.code == example.code && $0.place == example.place && $0.sentence.contains(example.said)
            },
            "\(found)")
        #expect(Set(found.map(\.code)).subtracting(example.others) == [example.code], "\(found)")
    }

    @Test("every finding has a bad procedure above")
    func complete() {
        #expect(Set(Self.cases.map(\.code)) == Set(ProcedureFinding.Code.allCases).subtracting([.malformed]))
    }

    @Test("papers in place of a silent chip, approved afterwards on that way alone")
    func byHand() throws {
        let text = try Shipped.text("procedures/level-2-account.yaml")
            .replacing("silentChip: refused", with: "silentChip: allowed")
            .replacing(Self.contact, with: Self.papers).replacing(Self.contact, with: Self.approval)
            .replacing(
                "next: contact\n  papers", with: "next: [{when: chip-silent, go: papers}, {go: contact}]\n  papers"
            )
            .replacing(
                "signs}\n    next: sealed", with: "signs}\n    next: [{when: chip-silent, go: approval}, {go: sealed}]")
        let found = try findings(text)
        #expect(found.isEmpty, "\(found)")
        let turned = text.replacing(
            "{when: chip-silent, go: approval}, {go: sealed}", with: "{when: chip-verified, go: approval}, {go: sealed}"
        )
        #expect(try findings(turned).map(\.code) == [.papersWithoutApproval])
    }

    @Test("a retry of what the loop itself finds out is no endless loop")
    func retry() throws {
        let text = try Shipped.text("procedures/level-2-account.yaml")
            .replacing("next: fingerprints", with: "next: [{when: portrait-poor, go: portrait}, {go: fingerprints}]")
        let found = try findings(text)
        #expect(found.isEmpty, "\(found)")
    }

    @Test("a consent text that is empty or no UTF-8 is missing")
    func consentTexts() throws {
        let procedure = try Procedure(parsing: Shipped.text("procedures/level-2-account.yaml"), file: "p.yaml")
        for bytes: [UInt8]? in [nil, [], Array(" \n".utf8), [0xFF, 0xFE]] {
            var consents = Self.consents
            consents["en"] = bytes
            let found = ProcedureCheck(procedure, consents: consents).findings
            #expect(found.map(\.code) == [.missingConsentText] && found.first?.place == "consent.texts.en")
        }
    }
}
