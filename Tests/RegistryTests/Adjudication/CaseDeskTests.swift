import CardCrypto
import Foundation
import Testing

@testable import Registry

@Suite("Officers who decide", .everyStorage)
struct CaseDeskTests {
    let rig: AdjudicationRig

    init() throws { rig = try AdjudicationRig() }

    /// A case that waits for people.
    private func waiting() async throws -> Case {
        try await rig.admit()
        let poor = RecordClaims.Portrait(checks: ["sharpness": "failed"], reason: "an old camera")
        let subject = try await rig.record(portrait: poor)
        #expect(subject.state == .open)
        return subject
    }

    private func code(_ verdict: CaseDecision.Verdict, _ reason: String? = nil, by officer: String) async
        -> CaseRefusal.Code?
    {
        let refusal = await #expect(throws: CaseRefusal.self) {
            try await rig.decide(1, verdict, reason, by: officer)
        }
        return refusal?.code
    }

    @Test("it takes two different officers, and neither is the one who enrolled")
    func two() async throws {
        _ = try await waiting()
        #expect(await code(.approve, by: "operator-7") == .enrolledByHimself)
        #expect(try await rig.decide(1, .approve, by: "o-1") == .open)
        #expect(await code(.approve, by: "o-1") == .decidedAlready)
        #expect(await code(.reject, "data-wrong", by: "o-1") == .decidedAlready)
        #expect(try await rig.decide(1, .approve, by: "o-2") == .approved)
        #expect(await code(.approve, by: "o-3") == .caseClosed)
        let file = try await rig.desk.file(1)
        #expect(file.decisions.map(\.officer) == ["o-1", "o-2"])
        #expect(try await rig.desk.holds(file))
    }

    @Test("where two disagree, a supervisor who has not decided ends it")
    func escalation() async throws {
        _ = try await waiting()
        _ = try await rig.decide(1, .approve, by: "o-1")
        #expect(try await rig.decide(1, .reject, "fraud-suspected", by: "o-2") == .escalated)
        #expect(await code(.approve, by: "o-3") == .roleTooLow)
        #expect(try await rig.decide(1, .reject, "fraud-suspected", by: "s-1") == .rejected)
        #expect(try await rig.events().contains("case-escalated"))
        #expect(try await rig.desk.file(1).subject.reason == "fraud-suspected")
        #expect(try await rig.account()?.status.state == .closed)
    }

    @Test("a wrong password, an officer who was removed, a reason that there is not, a case that there is not")
    func refused() async throws {
        _ = try await waiting()
        let wrong = await #expect(throws: RegistryError.self) {
            try await rig.desk.decide(
                1, .approve, reason: nil, as: "o-1", password: SecretBytes(Array("another password".utf8)),
                at: Timestamp(Date()))
        }
        #expect(wrong?.code == .passwordRefused)
        #expect(await code(.reject, by: "o-1") == .reasonUnknown)
        #expect(await code(.reject, "because", by: "o-1") == .reasonUnknown)
        #expect(await code(.approve, "data-wrong", by: "o-1") == .reasonUnknown)
        #expect(await code(.approve, by: "o-9") == .officerUnknown)
        _ = try await rig.storage.removeOfficer("o-1", at: Timestamp(Date()))
        #expect(await code(.approve, by: "o-1") == .officerUnknown)
        let none = await #expect(throws: CaseRefusal.self) { try await rig.decide(2, .approve, by: "o-2") }
        #expect(none?.code == .caseUnknown)
        #expect(try await rig.desk.file(1).decisions.isEmpty)
    }

    @Test("an officer of other stations does not decide about this one's records")
    func elsewhere() async throws {
        _ = try await waiting()
        let station = try #require(StationID("station-2"))
        _ = try await rig.storage.admit(SyntheticOfficer.officer("o-5", at: [station]), at: Timestamp(Date() - 60))
        #expect(await code(.approve, by: "o-5") == .wrongStation)
    }

    @Test(
        "a decision that somebody changed in the database does not hold",
        arguments: [
            "officer = 'o-3'", "decision = 'reject', reason = 'data-wrong'", "decided = decided + 1",
            "role = 'supervisor'", "signature = ?",
        ])
    func forged(_ change: String) async throws {
        _ = try await waiting()
        _ = try await rig.decide(1, .approve, by: "o-1")
        #expect(try await rig.desk.holds(rig.desk.file(1)))
        let storage = try #require(rig.storage as? SQLStorage)
        // A signature that has the form of one.
        let other = change.contains("?") ? [[UInt8](repeating: 1, count: 64)] : []
        _ = try await storage.database.write { session in
            try session.execute("UPDATE case_decisions SET \(change)", other)
        }
        #expect(try await !rig.desk.holds(rig.desk.file(1)))
    }

    @Test("what a record says of its holder is shown to who says why, and that is kept before it is shown")
    func opening() async throws {
        _ = try await waiting()
        let none = await #expect(throws: CaseRefusal.self) {
            try await rig.desk.open(
                1, as: "o-1", password: SyntheticOfficer.password, for: "", at: Timestamp(Date()))
        }
        #expect(none?.code == .purposeMissing)
        await #expect(throws: RegistryError.self) {
            try await rig.desk.open(
                1, as: "o-1", password: SecretBytes(Array("another password".utf8)), for: "to compare",
                at: Timestamp(Date()))
        }
        #expect(try await rig.desk.file(1).openings.isEmpty)
        let claims = try await rig.desk.open(
            1, as: "o-1", password: SyntheticOfficer.password, for: "to compare the portrait", at: Timestamp(Date()))
        #expect(claims.persons["holder"]?.claims.personalNumber == SyntheticDocument.personalNumber)
        let openings = try await rig.desk.file(1).openings
        #expect(openings.map(\.officer) == ["o-1"] && openings.map(\.purpose) == ["to compare the portrait"])
    }
}
