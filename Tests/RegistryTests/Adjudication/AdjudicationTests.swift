import CardCrypto
import Foundation
import Testing

@testable import Registry

@Suite("What is decided by the rule, and what waits for people", .everyStorage)
struct AdjudicationTests {
    @Test("a record that gives no reason is approved by the rule, and opens an account of level 2")
    func byRule() async throws {
        let rig = try AdjudicationRig()
        let subject = try await rig.record()
        #expect(subject.state == .approved && subject.reasons.isEmpty && subject.closed != nil)
        let account = try #require(try await rig.account())
        #expect(account.status == AccountStatus(.active, level: 2))
        #expect(account.history.map(\.change) == ["opened"])
        #expect(try await rig.events() == ["account-opened", "record-approved"])
        #expect(try await rig.storage.cases(waiting: true, after: 0, limit: 10).isEmpty)
    }

    @Test("a second account for the same citizen waits, and cannot be approved")
    func duplicate() async throws {
        let rig = try AdjudicationRig()
        try await rig.admit()
        try await rig.record()
        let second = try await rig.record()
        #expect(second.state == .open && second.reasons.map(\.code.rawValue) == ["account-exists"])
        let refusal = await #expect(throws: CaseRefusal.self) {
            try await rig.decide(second.number, .approve, by: "o-1")
        }
        #expect(refusal?.code.rawValue == "account-exists")
        #expect(try await rig.desk.file(second.number).decisions.isEmpty)
        #expect(try await rig.decide(second.number, .reject, "duplicate-account", by: "o-1") == .open)
        #expect(try await rig.decide(second.number, .reject, "duplicate-account", by: "o-2") == .rejected)
        // What the first record opened stays as it is.
        #expect(try await rig.account()?.status == AccountStatus(.active, level: 2))
        #expect(try await rig.events().suffix(2) == ["record-queued", "record-rejected"])
    }

    @Test("the fourth account with one phone number waits; it is pending, and active when two officers approve")
    func phone() async throws {
        let rig = try AdjudicationRig()
        try await rig.admit()
        for number in 1...3 { #expect(try await rig.record(number).state == .approved) }
        let fourth = try await rig.record(4, phone: "+84 912 345 678")
        #expect(fourth.state == .open && fourth.reasons == [CaseReason(.phoneOnManyAccounts, related: 3)])
        #expect(try await rig.account(4)?.status == AccountStatus(.pending, level: 1))
        #expect(try await rig.decide(fourth.number, .approve, by: "o-1") == .open)
        #expect(try await rig.account(4)?.status.state == .pending)
        #expect(try await rig.decide(fourth.number, .approve, by: "o-2") == .approved)
        #expect(try await rig.account(4)?.history.map(\.change) == ["requested", "opened"])
    }

    @Test("what is rejected or sent back closes what it asked for; a corrected record opens it")
    func correction() async throws {
        let rig = try AdjudicationRig()
        try await rig.admit()
        let poor = RecordClaims.Portrait(checks: ["sharpness": "failed"], reason: "an old camera")
        let first = try await rig.record(portrait: poor)
        #expect(first.reasons.map(\.code) == [.portraitPoor])
        _ = try await rig.decide(first.number, .correct, "portrait-not-the-holder", by: "o-1")
        #expect(
            try await rig.decide(first.number, .correct, "portrait-not-the-holder", by: "o-2") == .correctionWanted)
        #expect(try await rig.account()?.status.state == .closed)
        #expect(try await rig.record().state == .approved)
        #expect(try await rig.account()?.history.map(\.change) == ["requested", "withdrawn", "opened"])
    }

    @Test("a request that another one waits for is not closed with the first")
    func twoRequests() async throws {
        let rig = try AdjudicationRig()
        try await rig.admit()
        let poor = RecordClaims.Portrait(checks: ["sharpness": "failed"], reason: "an old camera")
        let (first, second) = (try await rig.record(portrait: poor), try await rig.record())
        #expect(second.reasons.map(\.code.rawValue) == ["account-pending"])
        for officer in ["o-1", "o-2"] { _ = try await rig.decide(first.number, .reject, "data-wrong", by: officer) }
        #expect(try await rig.account()?.status.state == .pending)
        for officer in ["o-1", "o-2"] { _ = try await rig.decide(second.number, .approve, by: officer) }
        #expect(try await rig.account()?.status == AccountStatus(.active, level: 2))
    }

    @Test("lock and unlock, a new contact, a new card, a new activation: each moves the account, and is told")
    func actions() async throws {
        let rig = try AdjudicationRig()
        try await rig.admit()
        try await rig.record()
        for action in ["change-contact", "reissue-activation", "renew-document", "lock-account"] {
            #expect(try await rig.record(action: action).state == .approved, "\(action)")
        }
        let refused = try await rig.record(action: "change-contact")
        #expect(refused.state == .open && refused.reasons.map(\.code.rawValue) == ["account-locked"])
        // By default people decide about every unlocking.
        let unlock = try await rig.record(action: "unlock-account")
        #expect(unlock.reasons.map(\.code) == [.alwaysDecided])
        for officer in ["o-1", "o-2"] { _ = try await rig.decide(unlock.number, .approve, by: officer) }
        #expect(try await rig.account()?.status.state == .active)
        #expect(
            try await rig.account()?.history.map(\.change) == [
                "opened", "contact-changed", "activation-reissued", "document-renewed", "locked", "unlocked",
            ])
        #expect(try await rig.record(9, "lock-account").reasons.map(\.code.rawValue) == ["account-missing"])
    }

    @Test("a bench's record opens nothing; what nobody knows waits")
    func bench() async throws {
        let rig = try AdjudicationRig()
        #expect(try await rig.record(action: "nothing").state == .approved)
        #expect(try await rig.account() == nil)
        let odd = try await rig.record(action: "make-tea")
        #expect(odd.state == .open && odd.reasons.map(\.code) == [.actionUnknown])
    }

    @Test("a refused record has no case and no event")
    func refused() async throws {
        let rig = try AdjudicationRig()
        var claims = rig.rig.document.claims
        claims.sex = "F"
        let record = try rig.rig.recorder().record(files: rig.rig.document.files, claims: claims)
        #expect(try await rig.rig.deliver(record, to: rig.intake).problem != nil)
        #expect(try await rig.storage.cases(waiting: false, after: 0, limit: 10).isEmpty)
        #expect(try await rig.events().isEmpty)
    }

    @Test("two records of one citizen at once: one opens the account, the other waits")
    func race() async throws {
        let rig = try AdjudicationRig()
        let stations = try (1...4).map { try rig.rig.pki.issue("station-\($0 + 10)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, station) in stations.enumerated() {
                let (registry, intake) = (rig.rig, rig.intake)
                group.addTask {
                    let recorder = RecordingStation(
                        id: try #require(StationID("station-\(index + 11)")),
                        sealingKey: registry.folder.description.sealingKey, sign: { try station.sign($0) })
                    let record = try recorder.record(files: registry.document.files, claims: registry.document.claims)
                    #expect(try await registry.deliver(record, to: intake).receipt != nil)
                }
            }
            try await group.waitForAll()
        }
        let cases = try await rig.storage.cases(waiting: false, after: 0, limit: 10)
        #expect(cases.count(where: { $0.state == .approved }) == 1)
        #expect(cases.count(where: { $0.reasons.map(\.code.rawValue) == ["account-exists"] }) == 3)
        let numbers = try await rig.storage.events(after: 0, limit: 500).map(\.number)
        #expect(!numbers.isEmpty && numbers == (0..<numbers.count).map { $0 + 1 })
    }

    @Test("in the database there is no number and no contact in the clear")
    func clear() async throws {
        let rig = try AdjudicationRig()
        try await rig.record(phone: "0987001234")
        let poor = RecordClaims.Portrait(checks: ["sharpness": "failed"], reason: "an old camera")
        try await rig.record(2, phone: "0987001235", portrait: poor)
        let bytes = ["", "-wal"].flatMap {
            (try? Data(contentsOf: URL(filePath: "\(rig.rig.folder.path)/registry.sqlite\($0)"))) ?? Data()
        }
        for secret in ["034058000022", "034058000002", "0987001234", "0987001235", "citizen@example.org"] {
            #expect(Data(bytes).range(of: Data(secret.utf8)) == nil, "\(secret)")
        }
    }

    @Test("a policy: fewer accounts for a phone, other reasons; what is misspelt is refused")
    func policy() async throws {
        let text = """
            {"schema": "chip-id-station/adjudication", "version": 1, "accountsPerPhone": 1, "review": [],
             "alwaysDecided": ["open-account"], "decidedBy": "supervisor", "reasons": ["because"]}
            """
        let rig = try AdjudicationRig(policy: text)
        try await rig.admit()
        let poor = RecordClaims.Portrait(checks: ["sharpness": "failed"], reason: "an old camera")
        let first = try await rig.record(portrait: poor)
        #expect(first.reasons.map(\.code) == [.alwaysDecided])
        let second = try await rig.record(2)
        #expect(second.reasons.map(\.code.rawValue).sorted() == ["always-decided", "phone-on-many-accounts"])
        let low = await #expect(throws: CaseRefusal.self) { try await rig.decide(1, .approve, by: "o-1") }
        #expect(low?.code == .roleTooLow)
        #expect(try await rig.decide(1, .reject, "because", by: "s-1") == .open)
        for wrong in [
            "[]", "{}", #"{"schema":"chip-id-station/adjudication","version":2}"#,
            #"{"schema":"chip-id-station/adjudication","version":1,"accountPerPhone":3}"#,
            #"{"schema":"chip-id-station/adjudication","version":1,"accountsPerPhone":0}"#,
            #"{"schema":"chip-id-station/adjudication","version":1,"review":["account-exists"]}"#,
            #"{"schema":"chip-id-station/adjudication","version":1,"alwaysDecided":["open"]}"#,
            #"{"schema":"chip-id-station/adjudication","version":1,"reasons":[]}"#,
            #"{"schema":"chip-id-station/adjudication","version":1,"reasons":["A reason"]}"#,
            #"{"schema":"chip-id-station/adjudication","version":1,"decidedBy":"king"}"#,
        ] {
            #expect(throws: RegistryError.self, "\(wrong)") { try AdjudicationPolicy(parsing: Array(wrong.utf8)) }
        }
    }
}

extension AdjudicationRig {
    fileprivate func record(action: String) async throws -> Case { try await record(22, action) }
}
