import CardCrypto
import DocumentPKI
import Foundation
import GRDB
import LDS
import Registry
import Testing
import VirtualCard

@testable import Enrollment

/// Why a session does not do what it is asked: what the other tests of sessions do not call by its code.
@Suite("A session's failures, by their codes")
struct SessionFailureCodeTests {
    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return (error as? EnrollmentError)?.code.rawValue ?? "\(error)" }
    }

    @Test("steps that are not this case's, and what is not asked for")
    func steps() throws {
        var rig = try SessionRig()
        #expect(code { try rig.happen(.moved(to: "nowhere")) } == "step-unknown")
        #expect(code { try rig.happen(.movedOn) } == "step-not-done")
        #expect(code { try rig.happen(.chipProved(rig.proof(of: .none))) } == "step-unknown")
        #expect(code { try rig.happen(.approved(rig.supervisor.sign(.none, .approves))) } == "session-not-open")
        try rig.reach(.fields)
        #expect(code { try rig.happen(.entered(["nonsense": "1"])) } == "field-malformed")
    }

    @Test("a picture that is larger than any")
    func image() throws {
        var rig = try SessionRig()
        try rig.reach(.portrait)
        let picture = [UInt8](repeating: 0xFF, count: 8 << 20 + 1)
        #expect(
            code { try rig.happen(.portraitTaken(jpeg: picture, findings: [], comparison: [:])) } == "image-too-large")
    }

    @Test("another card's chip at the end")
    func presence() throws {
        var rig = try SessionRig()
        try rig.reach(.signature)
        guard case .provePresence(let claims)? = try rig.happen(.signing).first else {
            Issue.record("no presence asked for")
            return
        }
        let other = try rig.fixture.image(seed: 2)
        #expect(code { try rig.happen(.chipProved(rig.proof(of: claims, by: other))) } == "presence-not-proved")
        #expect(code { try rig.happen(.signed(rig.officer.sign(claims, .enrolls))) } == "presence-not-proved")
    }

    @Test("an approval by nobody of a higher role, or by the one who enrolled")
    func approval() throws {
        var rig = try SessionRig("level-2-account-by-hand")
        try rig.happen(.chipSilent(reason: "the chip is broken"))
        try rig.happen(.movedOn)
        try rig.reach(.signature)
        guard case .sign(let claims)? = try rig.happen(.signing).first else {
            Issue.record("no signature asked for")
            return
        }
        try rig.happen(.signed(rig.officer.sign(claims, .enrolls)))
        let another = try TestOfficer.another.get()
        #expect(code { try rig.happen(.approved(another.sign(claims, .approves))) } == "role-too-low")
        #expect(code { try rig.happen(.approved(rig.officer.sign(claims, .approves))) } == "officer-differs")
        let no = try rig.supervisor.sign(claims, .rejects)
        #expect(code { try rig.happen(.rejected(no, reasons: [], text: nil)) } == "reason-missing")
    }

    @Test("a draft that another version of its procedure began")
    func outdated() throws {
        let rig = try SessionRig()
        let (other, consents) = try rig.station.procedure("change-contact")
        let error = #expect(throws: EnrollmentError.self) {
            try EnrollmentSession(
                resuming: rig.session.draft, [:], procedure: other, consents: consents, station: rig.station.station
            ) { _ in nil }
        }
        #expect(error?.code.rawValue == "draft-outdated")
    }

    @Test("a station whose key is not the one of its certificate seals nothing")
    func signature() throws {
        var rig = try SessionRig()
        try rig.sign()
        let record = try EnrollmentRecord(rig.session)
        let identity = try rig.station.identity()
        // As a token that answers with another key than the one it was asked for.
        let credential = StationCredential(
            location: identity.signing.key, key: try PrivateKey.generate(.ec(.p256)),
            certificate: try rig.station.certificate(identity.signing))
        let sealer = RecordSealer(
            station: rig.station.station, sealingKey: rig.station.registry.sealingKey, indexKey: SecretBytes([1])
        ) { credential }
        let store = try rig.station.store()
        #expect(code { _ = try store.add(record, sealedBy: sealer) } == "signature-failed")
        // In a file it is seen before anything is signed.
        let key = rig.station.url.appending(path: "signing.key")
        try FileManager.default.removeItem(at: key)
        try FileManager.default.copyItem(at: rig.station.url.appending(path: "tls.key"), to: key)
        #expect(code { _ = try store.add(record, sealedBy: rig.station.sealer()) } == "key-unusable")
        #expect(try store.outbox().isEmpty, "nothing was recorded")
    }

    @Test("a folder that is no station's")
    func folder() {
        #expect(code { _ = try StationFolder.load("/nowhere") } == "station-folder-unusable")
    }

    @Test("a database that was damaged under the station")
    func storage() throws {
        let rig = try SessionRig()
        let store = try rig.station.store()
        let queue = try DatabaseQueue(path: rig.station.url.appending(path: "station.sqlite").path)
        try queue.write { try $0.execute(sql: "ALTER TABLE outbox RENAME TO lost") }
        #expect(code { _ = try store.outbox() } == "storage-failed")
    }
}
