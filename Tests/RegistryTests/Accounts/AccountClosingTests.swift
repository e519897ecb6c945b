import CardCrypto
import Foundation
import Testing

@testable import Registry

@Suite("Officers who close an account", .everyStorage)
struct AccountClosingTests {
    let rig: AdjudicationRig

    init() throws { rig = try AdjudicationRig() }

    private static let number = "034058000022"

    private var desk: AccountDesk {
        get throws {
            AccountDesk(storage: rig.storage, index: try rig.rig.folder.accountIndex(), policy: rig.intake.policy)
        }
    }

    private func close(
        _ reason: String = "holder-deceased", by officer: String, password: SecretBytes = SyntheticOfficer.password
    ) async throws -> AccountState {
        try await desk.close(
            personalNumber: Self.number, reason: reason, as: officer, password: password, at: Timestamp(Date()))
    }

    private func code(_ reason: String = "holder-deceased", by officer: String) async -> String? {
        let refusal = await #expect(throws: CaseRefusal.self) { try await close(reason, by: officer) }
        return refusal?.code.rawValue
    }

    /// A citizen with an active account.
    private func opened() async throws {
        try await rig.admit()
        try await rig.record()
        try #require(try await rig.account()?.status.state == .active)
    }

    @Test("it takes two different officers of one mind, and neither is the one who enrolled")
    func two() async throws {
        try await opened()
        #expect(await code(by: "operator-7") == "enrolled-by-the-same-officer")
        #expect(await code("because", by: "o-1") == "reason-unknown")
        #expect(await code(by: "o-9") == "officer-unknown")
        #expect(try await close(by: "o-1") == .active)
        #expect(await code(by: "o-1") == "decided-already")
        #expect(await code("holder-asked", by: "o-1") == "decided-already")
        // Another reason is another word: it takes one more who gives it.
        #expect(try await close("holder-asked", by: "o-3") == .active)
        #expect(try await close(by: "o-2") == .closed)
        #expect(await code(by: "s-1") == "account-closed")

        let account = try #require(try await rig.account())
        #expect(account.status.state == .closed && account.history.map(\.change) == ["opened", "closed"])
        #expect(account.closings.map(\.officer) == ["o-1", "o-3", "o-2"])
        #expect(try await desk.holds(account))
        let events = try await rig.storage.events(after: 0, limit: 100)
        let last = try #require(events.last)
        #expect(last.kind == "account-closed" && last.action == "close-account" && last.reasons == ["holder-deceased"])
        #expect(last.status?.state == .closed && last.account == account.reference)
        let station = try #require(StationID("station-1"))
        let asked = try await rig.intake.inquire(personalNumber: Self.number, phone: nil, of: station)
        #expect(asked == AccountInquiry(account: false, phoneInUse: false))
    }

    @Test("later records for it are refused by name; none but two officers open it again, and then it is as any other")
    func later() async throws {
        try await opened()
        _ = try await close(by: "o-1")
        _ = try await close(by: "o-2")
        let change = try await rig.record(22, "change-contact", phone: "0988888888")
        #expect(change.state == .open && change.reasons.map(\.code.rawValue) == ["account-closed"])
        let refusal = await #expect(throws: CaseRefusal.self) {
            try await rig.decide(change.number, .approve, by: "o-1")
        }
        #expect(refusal?.code.rawValue == "account-closed")

        // One that asks for the account anew comes to nothing first: it stays closed by officers.
        let first = try await rig.record()
        #expect(first.reasons.map(\.code.rawValue) == ["account-closed"])
        #expect(try await rig.account()?.status.state == .closed)
        for officer in ["o-1", "o-2"] { _ = try await rig.decide(first.number, .reject, "data-wrong", by: officer) }
        let second = try await rig.record()
        #expect(second.state == .open && second.reasons.map(\.code.rawValue) == ["account-closed"])
        for officer in ["o-1", "o-2"] { _ = try await rig.decide(second.number, .approve, by: officer) }
        #expect(try await rig.account()?.status == AccountStatus(.active, level: 2))
        #expect(try await rig.account()?.history.map(\.change) == ["opened", "closed", "opened"])

        // What was said of the account before does not count for it now.
        #expect(try await close(by: "o-1") == .active)
        #expect(try await close(by: "o-2") == .closed)
    }

    @Test("one officer's word is void when the account changes before the other's")
    func changed() async throws {
        try await opened()
        #expect(try await close(by: "o-1") == .active)
        let change = try await rig.record(22, "change-contact", phone: "0988888888")
        #expect(change.state == .approved)
        #expect(try await close(by: "o-2") == .active)
        #expect(try await close(by: "o-1") == .closed)
    }

    @Test("a locked account is closed too; one that is not there, or only asked for, is not")
    func states() async throws {
        try await rig.admit()
        #expect(await code(by: "o-1") == "account-missing")
        let poor = RecordClaims.Portrait(checks: ["sharpness": "failed"], reason: "an old camera")
        let asked = try await rig.record(portrait: poor)
        #expect(await code(by: "o-1") == "account-pending")
        for officer in ["o-1", "o-2"] { _ = try await rig.decide(asked.number, .approve, by: officer) }
        #expect(try await rig.record(22, "lock-account", phone: nil).state == .approved)
        #expect(try await close(by: "o-1") == .locked)
        #expect(try await close(by: "o-2") == .closed)
    }

    @Test("a wrong password says nothing, and a word that somebody altered in the database does not hold")
    func altered() async throws {
        try await opened()
        let wrong = await #expect(throws: RegistryError.self) {
            try await close(by: "o-1", password: SecretBytes(Array("another password".utf8)))
        }
        #expect(wrong?.code == .passwordRefused)
        #expect(try await rig.account()?.closings.isEmpty == true)
        _ = try await close(by: "o-1")
        let storage = try #require(rig.storage as? SQLStorage)
        _ = try await storage.database.write {
            try $0.execute("UPDATE account_closings SET reason = 'holder-asked'", [])
        }
        let account = try #require(try await rig.account())
        #expect(try await !desk.holds(account))
    }

    @Test("two who say it at once close it once")
    func race() async throws {
        try await opened()
        let desk = try desk
        let states = try await withThrowingTaskGroup(of: AccountState.self) { group in
            for officer in ["o-1", "o-2"] {
                group.addTask {
                    try await desk.close(
                        personalNumber: Self.number, reason: "holder-deceased", as: officer,
                        password: SyntheticOfficer.password, at: Timestamp(Date()))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(states) == [.active, .closed])
        #expect(try await rig.events().filter { $0 == "account-closed" }.count == 1)
    }
}
