import DocumentPKI
import Enrollment
import Foundation
import GRDB
import LDS
import Registry
import Testing
import VirtualCard

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
        let files = FileManager.default
        let (key, other) = (rig.station.url.appending(path: "signing.key"), rig.station.url.appending(path: "tls.key"))
        try files.removeItem(at: key)
        try files.copyItem(at: other, to: key)
        let record = try EnrollmentRecord(rig.session)
        #expect(code { _ = try rig.station.store().add(record, sealedBy: rig.station.sealer()) } == "key-unusable")
        #expect(try rig.station.store().outbox().isEmpty, "nothing was recorded")
    }

    @Test("a station whose key makes no signature of the kind that is due records nothing")
    func signatureFails() throws {
        var rig = try SessionRig()
        try rig.sign()
        // Ed25519, which OpenSSL 3.0 cannot put into a CMS signature with SHA-256.
        let openSSL = Process()
        openSSL.executableURL = URL(filePath: "/usr/bin/openssl")
        openSSL.currentDirectoryURL = rig.station.url
        openSSL.arguments = [
            "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", "signing.key", "-out", "signing.pem", "-subj",
            "/CN=\(rig.station.station)", "-days", "30",
        ]
        openSSL.standardError = FileHandle.nullDevice
        try openSSL.run()
        openSSL.waitUntilExit()
        try #require(openSSL.terminationStatus == 0)
        let record = try EnrollmentRecord(rig.session)
        #expect(code { _ = try rig.station.store().add(record, sealedBy: rig.station.sealer()) } == "signature-failed")
        #expect(try rig.station.store().outbox().isEmpty, "nothing was recorded")
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
