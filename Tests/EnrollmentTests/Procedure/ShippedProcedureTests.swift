import Enrollment
import Foundation
import LDS
import Registry
import Testing

/// The files of `enrollment/` that are shipped.
@Suite("The shipped procedures")
struct ShippedProcedureTests {
    private static func library() throws -> ProcedureLibrary { try ProcedureLibrary(folder: Shipped.folder.path) }

    static let ids = [
        "bench-enrollment", "change-contact", "level-2-account", "level-2-account-by-hand", "level-2-account-child",
        "lock-account",
        "reissue-activation", "renew-document", "unlock-account",
    ]

    @Test("are these")
    func list() throws { #expect(try Self.library().ids == Self.ids) }

    @Test("have no findings, and both languages", arguments: ids)
    func sound(id: String) throws {
        let library = try Self.library()
        #expect(library.findings(of: id).isEmpty, "\(library.findings(of: id))")
        let procedure = try #require(try library.procedure(id))
        #expect(procedure.languages == ["vi", "en"])
        // Every Vietnamese text has letters that no other language writes so.
        let texts = library.consents(of: procedure)
        let vietnamese = String(decoding: try #require(texts["vi"]), as: UTF8.self)
        #expect(
            vietnamese.contains("định danh điện tử") && vietnamese.precomposedStringWithCanonicalMapping == vietnamese)
        #expect(texts["en"] != texts["vi"])
    }

    @Test(
        "say what the rules say",
        arguments: [
            // id, form, action, days to decide, youngest, oldest
            ("level-2-account", "TK01", "open-account", 3, 14, nil),
            ("level-2-account-child", "TK01", "open-account", 3, 6, 13),
            ("level-2-account-by-hand", "TK01", "open-account", 7, 14, nil),
            ("change-contact", "TK01", "change-contact", 3, 14, nil),
            ("lock-account", "TK03", "lock-account", 3, nil, nil),
            ("unlock-account", "TK03", "unlock-account", 3, nil, nil),
            ("reissue-activation", "TK01", "reissue-activation", 1, nil, nil),
            ("renew-document", "TK01", "renew-document", 3, nil, nil),
        ] as [(String, String, String, Int, Int?, Int?)])
    func facts(id: String, form: String, action: String, days: Int, youngest: Int?, oldest: Int?) throws {
        let procedure = try #require(try Self.library().procedure(id))
        #expect(procedure.form == form && procedure.action.rawValue == action && procedure.limits.decisionDays == days)
        #expect(
            procedure.persons["holder"]?.minimumAge == youngest && procedure.persons["holder"]?.maximumAge == oldest)
        let birth = CalendarDate(2012, 6, 15)
        func rule(_ age: Int) -> String? {
            procedure.ageViolation(person: "holder", birth: birth, on: CalendarDate(2012 + age, 6, 15))?.rule
        }
        if let youngest { #expect(rule(youngest) == nil && rule(youngest - 1) == "minimum-age") }
        if let oldest { #expect(rule(oldest) == nil && rule(oldest + 1) == "maximum-age") }
        #expect(procedure.ageViolation(person: "nobody", birth: birth, on: birth) == nil)
    }

    @Test("an expired card or a silent chip: papers, and a supervisor at once")
    func byHand() throws {
        let procedure = try #require(try Self.library().procedure("level-2-account-by-hand"))
        let path = procedure.path(facts: [.chipSilent]).compactMap { procedure.steps[$0] }
        #expect(
            path.map(\.kind) == [.card, .papers, .fields, .portrait, .fingerprints, .consent, .signature, .approval])
        #expect(path.first?.card?.silentChip == .allowed && path.first?.card?.expired == .allowed)
        #expect(path.last?.approval?.by == .supervisor && path.last?.approval?.timing == .atOnce)
        let lock = try #require(try Self.library().procedure("lock-account"))
        #expect(lock.path(facts: [.chipVerified]) == ["card", "reason", "consent", "signature"])
        #expect(lock.path(facts: [.chipSilent]) == ["card", "papers", "reason", "consent", "signature", "approval"])
    }

    @Test("a child comes with its guardian, whose card is read and whose phone it is")
    func child() throws {
        let procedure = try #require(try Self.library().procedure("level-2-account-child"))
        let path = procedure.path(facts: [.chipVerified]).compactMap { procedure.steps[$0] }
        #expect(path.filter { $0.kind == .card }.map(\.person) == ["guardian", "holder"])
        #expect(procedure.fields["phone"]?.label["en"]?.contains("guardian") == true)
        #expect(procedure.violations(of: ["phone": "0912345678", "relation": "uncle"]).map(\.field) == ["relation"])
        #expect(procedure.violations(of: ["phone": "0912345678", "relation": "mother"]).isEmpty)
    }

    @Test("a new phone or a new e-mail address, and only the one that changes")
    func contact() throws {
        let procedure = try #require(try Self.library().procedure("change-contact"))
        #expect(procedure.violations(of: ["change": "phone", "phone": "0912345678"]).isEmpty)
        #expect(procedure.violations(of: ["change": "email", "email": "a@b.example"]).isEmpty)
        #expect(procedure.violations(of: ["change": "email"]).map(\.field) == ["email"])
        #expect(
            procedure.violations(of: ["change": "email", "email": "a@b", "phone": "0912345678"]).map(\.field) == [
                "phone"
            ])
        #expect(procedure.violations(of: [:]).map(\.field) == ["change"])
    }

    /// A text that a citizen agreed to is never changed: write the next version beside it.
    @Test("consent texts are as they were when they were first shipped")
    func consents() throws {
        let files = try Self.library().files.filter { $0.key.hasPrefix("consents/") }
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            #expect(Self.digests[path] == ContentDigest(of: bytes).text, "\(path)")
        }
        #expect(files.count == Self.digests.count)
    }

    private static let digests = [
        "consents/change-contact.v1.en.txt": "027728de17752eb7d99f3c9289d250cf52e10308fa8f88376875068f662cc039",
        "consents/change-contact.v1.vi.txt": "46bcab60ea41c8816b8937cd1994ff8e8accf3c05aa0ca6246000312646eef76",
        "consents/level-2-account-by-hand.v1.en.txt":
            "a751ac1c22675c68d588b9ae5274dca7684ca92490af27806c669f61b56b2728",
        "consents/level-2-account-by-hand.v1.vi.txt":
            "15ebd3ab48d82b81748b05e2a232c556dc064b165f5f5ee7f1e3ba34800caa02",
        "consents/level-2-account-child.v1.en.txt": "1f955d3fbac281d24f74e6e6fe668c473f16e93dbc23e547982c38fd7a39f127",
        "consents/level-2-account-child.v1.vi.txt": "f5dc6be48eeb0b3faf254e286525a133ea47472dbbddc0eb6d345d6460fb1195",
        "consents/level-2-account.v1.en.txt": "6cc95f46ae9534a2e412c03ae8311068a3e557783b7bef04575a39874de5212f",
        "consents/level-2-account.v1.vi.txt": "cc49079dd1ca0b3fd56df6724e1da56c63c6ad3cba2980cd2276caf898cc0ebf",
        "consents/level-2-account.v2.en.txt": "d9fc6045add5c4d914406fc6148f20e79c83b585063ebb3e35dcbde246686e2c",
        "consents/level-2-account.v2.vi.txt": "8f7b295ebb81a6845a5623bd1dcdd4187243542e696886c48083764757c449cc",
        "consents/lock-account.v1.en.txt": "6672b34e5ce7ecf7a111449a39e87172df67cdebe02999b8c3754017f022dcdd",
        "consents/lock-account.v1.vi.txt": "0b48fbe2bdf52949d46144382b1ca5e860cd618f8ccb05fa5af4dd6d05318fc9",
        "consents/reissue-activation.v1.en.txt": "95cccce5a55c33efcb284e18bf1d3d59ac6d9d291c855071826e6c634c569480",
        "consents/reissue-activation.v1.vi.txt": "551a9ae0115952d3a5e6acec525213775306f9931a0eb96edbc77ef279b9ed0b",
        "consents/renew-document.v1.en.txt": "2b0f63b2d2668ebbcb20bd3aa5743389928e337268ebf004198d41be59c4e836",
        "consents/renew-document.v1.vi.txt": "fe629ab756e90f2fea86b4474611066017e040b16648e8fe95cdf6b15dd7a607",
        "consents/unlock-account.v1.en.txt": "d5a6cded9c155de4dded421974027b1268604aec51073286dd6c72f221c4a72b",
        "consents/unlock-account.v1.vi.txt": "d596c81ea80503e3309bcf05b1ee5ba17217354cc6243b5c594772ab4eaf0bf7",
    ]
}
