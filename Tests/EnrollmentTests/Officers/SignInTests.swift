import CardCrypto
import Enrollment
import Foundation
import Registry
import Testing

@Suite("Signing in", .serialized)
struct SignInTests {
    @Test("with the password he signs and opens; the audit log tells it")
    func signIn() async throws {
        let rig = try OfficerRig()
        let officer = try await rig.admit(as: .supervisor)
        try await rig.issue()
        let signedIn = try rig.desk().signIn(id: "o-17", password: OfficerRig.password, card: nil, at: OfficerRig.now)
        #expect(signedIn.officer == officer)
        let claims = ContentDigest(of: [1])
        let signature = try signedIn.sign(claims: claims, purpose: .approves, at: OfficerRig.now)
        #expect(signature.verify(claims: claims, in: try #require(try rig.desk().roster())) == .valid(officer))
        let context = SealContext(
            record: RecordID(at: OfficerRig.now), station: rig.station.station, sequence: 1, part: .record)
        let part = RecordPart(name: .record, mediaType: "application/json", bytes: [7])
        #expect(try signedIn.open(officer.sealingKey.seal(part, in: context).bytes, in: context) == [7])
        #expect(try rig.actions() == ["roster-taken", "sign-in"])
        #expect("\(signedIn)" == "o-17 (supervisor)")
    }

    @Test("an unknown officer and a wrong password get one answer; no typed identity is in the log")
    func oneAnswer() async throws {
        let rig = try OfficerRig()
        try await rig.admit()
        try await rig.issue()
        #expect(try rig.refusal("o-17", OfficerRig.wrong) == .wrongOfficerOrPassword)
        for typed in ["o-18", "my-password", "", "?", "Nguyễn", String(repeating: "x", count: 10_000)] {
            #expect(try rig.refusal(typed) != nil)
        }
        let entries = try AuditLog(rig.database).entries().filter { $0.action == "sign-in-refused" }
        #expect(entries.map(\.officer) == ["o-17"] + [String?](repeating: nil, count: 5))
        #expect(Set(entries.map(\.subject)) == ["officer-or-password-wrong"])
    }

    @Test("without a roster, after its time, before its time")
    func roster() async throws {
        let rig = try OfficerRig()
        try await rig.admit()
        #expect(try rig.refusal() == .noRoster)
        try await rig.issue(days: 7)
        // Offline for seven days, and not for one second more.
        #expect(try rig.refusal(at: OfficerRig.later(seconds: 7 * 86_400)) == nil)
        #expect(try rig.refusal(at: OfficerRig.later(seconds: 7 * 86_400 + 1)) == .rosterExpired)
        // The clock is set back: what was later once stays so.
        #expect(try rig.refusal(at: OfficerRig.later(seconds: 60)) == .rosterExpired)
        #expect(try rig.refusal(at: OfficerRig.later(seconds: -3600)) == .clockWrong)
        // A new roster says what time it is.
        try await rig.issue(days: 7, at: OfficerRig.later(seconds: 120))
        #expect(try rig.refusal(at: OfficerRig.later(seconds: 180)) == nil)
        #expect(try rig.refusal(at: OfficerRig.now) == nil)
    }

    @Test("his own card, where it is set: none, another, his")
    func card() async throws {
        let rig = try OfficerRig()
        let key = ContentDigest(of: [15])
        try await rig.admit(cardKey: key)
        try await rig.issue()
        #expect(try rig.refusal() == .cardNeeded)
        #expect(try rig.refusal(card: ContentDigest(of: [16])) == .wrongCard)
        #expect(try rig.refusal(card: key) == nil)
        #expect(try rig.refusal("o-17", OfficerRig.wrong, card: key) == .wrongOfficerOrPassword)
    }

    @Test("a new password locks the same keys, at any station and without a card; the old one counts no longer then")
    func newPassword() async throws {
        let rig = try OfficerRig()
        let officer = try await rig.admit(at: ["test-002"], cardKey: ContentDigest(of: [15]))
        try await rig.issue()
        let new = SecretBytes(Array("staple battery horse".utf8))
        let application = try rig.desk().application(
            id: "o-17", password: OfficerRig.password, newPassword: new, at: OfficerRig.now)
        #expect(application.keys.signingKey == officer.signingKey && application.keys.cardKey == officer.cardKey)
        #expect(application.keys.sealingKey == officer.sealingKey)
        let weak = #expect(throws: RegistryError.self) {
            try rig.desk().application(
                id: "o-17", password: OfficerRig.password, newPassword: SecretBytes([1]), at: OfficerRig.now)
        }
        #expect(weak?.code == .passwordRefused)
        let wrong = #expect(throws: OfficerRefusal.self) {
            try rig.desk().application(id: "o-17", password: new, newPassword: new, at: OfficerRig.now)
        }
        #expect(wrong?.code == .wrongOfficerOrPassword)
        _ = try await rig.storage.admit(application.officer(as: .officer, at: []), at: OfficerRig.now)
        try await rig.issue(at: OfficerRig.later(seconds: 1))
        let (time, card) = (OfficerRig.later(seconds: 2), ContentDigest(of: [15]))
        #expect(try rig.refusal("o-17", new, card: card, at: time) == nil)
        #expect(try rig.refusal("o-17", OfficerRig.password, card: card, at: time) == .wrongOfficerOrPassword)
        #expect(try rig.actions().filter { $0 == "password-change" }.count == 1)
    }

    @Test("at his stations and nowhere else")
    func stations() async throws {
        let rig = try OfficerRig()
        try await rig.admit("o-1", at: ["test-002"])
        try await rig.admit("o-2", at: ["test-001", "test-002"])
        try await rig.issue()
        #expect(try rig.refusal("o-1") == .notAtThisStation)
        #expect(try rig.refusal("o-2") == nil)
    }

    @Test("who was removed is unknown as soon as the roster is here")
    func removed() async throws {
        let rig = try OfficerRig()
        try await rig.admit()
        try await rig.issue()
        #expect(try rig.refusal() == nil)
        _ = try await rig.storage.removeOfficer("o-17", at: OfficerRig.now)
        try await rig.issue(at: OfficerRig.later(seconds: 1))
        #expect(try rig.refusal(at: OfficerRig.later(seconds: 2)) == .wrongOfficerOrPassword)
    }

    @Test("a roster that is older, expired, of the future or forged is not taken, and the one here stays")
    func rosters() async throws {
        let (rig, other) = (try OfficerRig(), try OfficerRig())
        try await rig.admit()
        let issuer = rig.registry.rosterIssuer(rig.storage)
        let first = try await issuer.issue(life: 86_400_000, at: OfficerRig.now)
        let second = try await issuer.issue(life: 86_400_000, at: OfficerRig.now)
        let desk = try rig.desk()
        #expect(try desk.take(roster: second.bytes, at: OfficerRig.now).isNew)
        #expect(try !desk.take(roster: second.bytes, at: OfficerRig.now).isNew)
        try await other.admit()
        let foreign = try await other.registry.rosterIssuer(other.storage).issue(life: 1000, at: OfficerRig.now)
        let third = try await issuer.issue(life: 1000, at: OfficerRig.later(seconds: 3600))
        for (bytes, time) in [
            (first.bytes, OfficerRig.now), (foreign.bytes, OfficerRig.now), (third.bytes, OfficerRig.now),
            (third.bytes, OfficerRig.later(seconds: 3602)), (Array(second.bytes.dropLast()), OfficerRig.now),
            ([], OfficerRig.now),
        ] {
            let error = #expect(throws: EnrollmentError.self) { try desk.take(roster: bytes, at: time) }
            #expect(error?.code == .rosterRefused)
        }
        #expect(try desk.roster()?.number == 2)
    }

    @Test("a roster that lies in the station's folder is taken; nonsense there does no harm")
    func folder() async throws {
        let rig = try OfficerRig()
        try await rig.admit()
        let file = rig.station.url.appending(path: "roster.p7s")
        try Data("nonsense".utf8).write(to: file)
        #expect(try rig.station.officerDesk(at: OfficerRig.now).roster() == nil)
        let issued = try await rig.registry.rosterIssuer(rig.storage).issue(life: 86_400_000, at: OfficerRig.now)
        try Data(issued.bytes).write(to: file)
        #expect(try rig.station.officerDesk(at: OfficerRig.now).roster() == issued.roster)
        #expect(try rig.refusal() == nil)
    }

    @Test("an unusable database is told as such")
    func failed() async throws {
        let rig = try OfficerRig()
        try await rig.admit()
        try await rig.issue()
        let desk = try rig.desk()
        try rig.spoil()
        let refusal = #expect(throws: OfficerRefusal.self) {
            try desk.signIn(id: "o-17", password: OfficerRig.password, card: nil, at: OfficerRig.now)
        }
        #expect(refusal?.code == .stationFailed)
    }
}
