import Foundation
import GRDB
import Testing

@testable import Enrollment
@testable import Registry

@Suite("A station that moves to another machine", .serialized, .timeLimit(.minutes(3)))
struct MoveTests {
    @Test("old and new never make records of one number, and only the new one's keys count")
    func move() async throws {
        let rig = try BackupRig()
        let fixture = rig.forwarding.fixture
        let storage = rig.forwarding.intake.storage
        let old = try rig.station.identity()
        let certificates = [
            StationCertificate(.tls, try rig.station.certificate(old.tls)),
            StationCertificate(.signing, try rig.station.certificate(old.signing)),
        ]
        _ = try await storage.register(
            certificates, of: rig.station.station, days: 30, at: Timestamp(Fixture.time))
        try rig.forwarding.add(1...1)
        _ = try await rig.forwarding.outbox(rig.forwarding.intake).sendPending()
        try rig.forwarding.add(2...3)

        #expect(try rig.backup(move: true).isMove)
        #expect(await rig.refusal(of: rig.station) == "station-moved")
        #expect(try rig.store.outbox().count == 3)
        let audit = try rig.station.auditLog()
        #expect(try audit.entries().last?.action == "station-moved")
        #expect(await BackupRig.code { try audit.append("lock", officer: nil, subject: nil) } == "station-moved")
        let queue = try DatabaseQueue(path: rig.station.url.appending(path: "station.sqlite").path)
        #expect(throws: DatabaseError.self) {
            try queue.write {
                try $0.execute(
                    sql: """
                        INSERT INTO drafts (id, procedure, version, officer, state, step, began, updated, sealed)
                        VALUES (?, 'p', 1, 'o-9', 'open', 's', 1, 1, x'00')
                        """, arguments: [RecordID(at: .now).text])
            }
        }
        // The first file was lost: the same command writes another one, and the station stays where it is.
        #expect(try rig.backup(move: true).isMove)
        #expect(try audit.entries().count { $0.action == "station-moved" } == 1)

        let new = try rig.restore()
        #expect(await BackupRig.code { _ = try new.sealer() } == "station-folder-unusable")
        #expect(try new.store().phase() == .restored)
        try await enrolAgain(new, in: fixture)
        for certificate in certificates {
            guard
                case .revoked(let revocation) = try await storage.standing(
                    of: certificate.fingerprint, of: rig.station.station)
            else {
                Issue.record("the old \(certificate.purpose) certificate still counts")
                continue
            }
            #expect(revocation.reason == .retired)
        }
        let register = StationRegister(storage)
        await #expect(throws: ProblemDetails.self) { try await register.admit(certificates[0].certificate) }
        try await register.admit(new.certificate(new.identity().tls))

        let outcome = try #require(try await rig.recovery(new).recover())
        #expect(outcome.next == 4 && outcome.records == 0 && outcome.lost == [] && outcome.findings == [])
        let store = try new.store()
        let made = try (UInt64(4)...5).map {
            try store.add(fixture.record(seed: $0, in: new), sealedBy: new.sealer()).sequence
        }
        #expect(made == [4, 5])
        // What waited when the station moved is signed by the old key, before it was barred, and is taken.
        let outbox = Outbox(
            store: store, registry: rig.forwarding.intake, logKey: new.registry.logKey, logger: Fixture.quiet)
        #expect(try await outbox.sendPending().delivered.map(\.sequence) == [2, 3, 4, 5])
        // The old program sends the same bytes once more and no others.
        #expect(try await rig.forwarding.outbox(rig.forwarding.intake).sendPending().delivered.count == 2)
        let (before, after) = (try rig.store.outbox().map(\.id), try store.outbox().map(\.id))
        #expect(before.count == 3 && Array(after.prefix(3)) == before)
        #expect(try await storage.discrepancies(of: rig.station.station, limit: 9).isEmpty)
    }

    /// By a code and over sockets, as idstation identity enrol does.
    private func enrolAgain(_ station: StationFolder, in fixture: Fixture) async throws {
        let enrolment = try fixture.registry.stationEnrolment(fixture.registry.storage())
        let service = try PublicRegistryService(
            routes: PublicRoutes(enrolment: enrolment),
            configuration: fixture.registry.serverConfiguration(host: "127.0.0.1", port: 0), logger: Fixture.quiet)
        let running = Task { try await service.run() }
        defer { running.cancel() }
        let client = try EnrolmentClient(address: "https://localhost:\(try await service.port)")
        let code = try await enrolment.invite(
            station.station, address: "https://localhost:1", life: 3600, days: 30, procedures: nil
        ).code
        _ = try await station.enrolAgain(by: code, over: client, held: nil, at: Date())
    }
}
