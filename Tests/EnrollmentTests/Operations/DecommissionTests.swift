import DocumentPKI
import Foundation
import GRDB
import Testing

@testable import Enrollment
@testable import Registry

@Suite("A station that is taken out of use", .serialized, .timeLimit(.minutes(3)))
struct DecommissionTests {
    private func decommission(_ rig: BackupRig, _ registry: (any RegistryAPI)? = nil) -> StationDecommission {
        let clock = rig.forwarding.clock
        return StationDecommission(
            of: rig.station, rig.store, registry ?? rig.forwarding.intake, clock: { clock.now }, logger: Fixture.quiet)
    }

    private func out(_ rig: BackupRig) -> String { "\(rig.folder)/station.proof" }

    private func proof(_ rig: BackupRig) throws -> ClosingProof {
        try ClosingProof(parsing: DurableFile.read(out(rig), atMost: ClosingProof.maximumSize))
    }

    private func keys(_ rig: BackupRig) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: rig.station.url.path).filter { $0.hasSuffix(".key") }
            .sorted()
    }

    @Test("sends what waits, proves that nothing is left, and wipes its keys")
    func done() async throws {
        let rig = try BackupRig()
        let intake = rig.forwarding.intake
        try rig.forwarding.add(1...1)
        _ = try await rig.forwarding.outbox(rig.forwarding.distrustful()).sendPending()
        try rig.forwarding.add(2...3)
        let late = try rig.forwarding.fixture.record(seed: 4, in: rig.station)
        let sealer = try rig.station.sealer()
        let done = try await decommission(rig).run(writing: out(rig))
        #expect(done.closing.records == 3 && done.closing.refused == 1 && done.held == [])
        #expect(done.wiped == ["index.key", "signing.key", "tls.key"])
        #expect(try keys(rig) == [])
        #expect(await BackupRig.code { _ = try rig.store.add(late, sealedBy: sealer) } == "station-closed")
        let audit = try rig.station.auditLog()
        #expect(await BackupRig.code { try audit.append("lock", officer: nil, subject: nil) } == "station-closed")
        #expect(try audit.entries().map(\.action) == ["sign-in", "station-closed"])
        #expect(done.closing.audit == (try audit.head()))
        #expect(try await intake.auditHead(of: rig.station.station) == audit.head())

        let authorities = try rig.station.trustAuthorities()
        #expect(try proof(rig).verify(trusting: authorities) == done.closing)
        #expect(try await intake.storage.closing(of: rig.station.station) == done.closing)
        #expect(try await intake.storage.station(rig.station.station)?.reason == .closed)

        // A record that was signed before, and comes by whatever way, is none any more.
        let sealed = try sealer.seal(
            late, sequence: 4, previous: ContentDigest(of: rig.store.signedManifest(3).manifest))
        for part in sealed.parts {
            for (piece, bytes) in zip(part.entry.pieces, SealedPiece.cut(part.bytes)) {
                try await intake.store(part: bytes, digest: piece.digest, of: rig.station.station)
            }
        }
        let refused = await #expect(throws: ProblemDetails.self) {
            _ = try await intake.submit(sealed.signed, sequence: 4, of: rig.station.station)
        }
        #expect(refused?.code == .stationRevoked)
        // A repetition finds the proof.
        try FileManager.default.removeItem(atPath: out(rig))
        let again = try #require(try StationDecommission.repeated(of: rig.station, writing: out(rig)))
        #expect(again.closing == done.closing && again.wiped == [])
        #expect(try proof(rig).verify(trusting: authorities) == done.closing)
    }

    @Test("refuses while a record waits or an enrollment is not finished, and says how many")
    func notEmpty() async throws {
        let rig = try BackupRig()
        let queue = try DatabaseQueue(path: rig.station.url.appending(path: "station.sqlite").path)
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO drafts (id, procedure, version, officer, state, step, began, updated, sealed)
                    VALUES (?, 'p', 1, 'o-9', 'open', 's', 1, 1, x'00')
                    """, arguments: [RecordID(at: .now).text])
        }
        try rig.forwarding.add(1...2)
        let error = await #expect(throws: EnrollmentError.self) {
            _ = try await decommission(rig).run(writing: out(rig))
        }
        #expect(error?.code.rawValue == "station-not-empty")
        #expect(error?.message.contains("2 records wait") == true && error?.message.contains("1 enrollments") == true)
        try await queue.write { try $0.execute(sql: "DELETE FROM drafts") }

        let busy = ProblemDetails(.registryFailed, status: 503, title: "busy", detail: "", retryable: true)
        let moody = MoodyRegistry(rig.forwarding.intake, busy)
        #expect(
            await BackupRig.code { _ = try await decommission(rig, moody).run(writing: out(rig)) }
                == "station-not-empty")
        #expect(try rig.store.phase() == .open && keys(rig).count == 3)
        let dead = BrokenLine(rig.forwarding.intake, [.before])
        await #expect(throws: Unreachable.self) { _ = try await decommission(rig, dead).run(writing: out(rig)) }
        #expect(try rig.store.phase() == .open && !FileManager.default.fileExists(atPath: out(rig)))
        // Who waits may still be sent, and then it is done.
        #expect(try await decommission(rig).run(writing: out(rig)).closing.records == 2)
    }

    @Test("any call may break, and the command is repeated until there is the proof")
    func broken() async throws {
        for kind in [BrokenLine.Break.before, .after] {
            for calls in 0...3 {
                let rig = try BackupRig()
                let line = BrokenLine(rig.forwarding.intake, Array(repeating: nil, count: calls) + [kind])
                await #expect(throws: Unreachable.self, "\(calls)") {
                    _ = try await decommission(rig, line).run(writing: out(rig))
                }
                #expect(try keys(rig).count == 3 && !FileManager.default.fileExists(atPath: out(rig)))
                let done = try await decommission(rig).run(writing: out(rig))
                #expect(try proof(rig).verify(trusting: rig.station.trustAuthorities()) == done.closing)
                #expect(done.closing.records == 0 && done.closing.audit.number == 2)
            }
        }
    }

    @Test("a registry that does not agree closes nothing, and the keys stay")
    func disagrees() async throws {
        let rig = try BackupRig()
        try rig.forwarding.add(1...1)
        _ = try await rig.forwarding.outbox(rig.forwarding.intake).sendPending()
        let lost = RecordIntake(
            storage: try SQLStorage(path: "\(rig.folder)/empty.sqlite"), log: rig.forwarding.intake.log,
            stations: rig.forwarding.intake.stations, examination: rig.forwarding.intake.examination,
            closer: rig.forwarding.intake.closer)
        let code = await BackupRig.code { _ = try await decommission(rig, lost).run(writing: out(rig)) }
        #expect(code == "closing-refused")
        #expect(try keys(rig).count == 3 && !FileManager.default.fileExists(atPath: out(rig)))
        #expect(try await lost.storage.closing(of: rig.station.station) == nil)
        #expect(try await decommission(rig).run(writing: out(rig)).closing.records == 1)
    }

    @Test("a proof that was altered, or put together of two, proves nothing")
    func forged() async throws {
        let (one, two) = (try BackupRig(), try BackupRig())
        for rig in [one, two] { _ = try await decommission(rig).run(writing: out(rig)) }
        let (first, second) = (try proof(one), try proof(two))
        let authorities = try one.station.trustAuthorities()
        let forged = [
            ClosingProof(statement: first.statement, closing: second.closing),
            ClosingProof(statement: second.statement, closing: first.closing),
            ClosingProof(
                statement: SignedStatement(
                    statement: second.statement.statement, signature: first.statement.signature),
                closing: second.closing),
        ]
        var altered: [ClosingProof] = []
        for offset in stride(from: 0, to: first.closing.count, by: max(1, first.closing.count / 50)) {
            var bytes = first.closing
            bytes[offset] ^= 0x10
            altered.append(ClosingProof(statement: first.statement, closing: bytes))
        }
        for (index, proof) in forged.enumerated() {
            #expect(throws: RegistryError.self, "\(index)") { try proof.verify(trusting: authorities) }
        }
        // A few bytes of CMS say nothing, such as a version; whatever holds says the same.
        let whole = try first.verify(trusting: authorities)
        let holding = altered.compactMap { try? $0.verify(trusting: authorities) }
        #expect(holding.allSatisfy { $0 == whole } && holding.count < altered.count / 5)
        #expect(throws: RegistryError.self) { try first.verify(trusting: []) }
        let other = try OfficerRig().station.trustAuthorities()
        #expect(throws: RegistryError.self) { try first.verify(trusting: other) }
        _ = try first.verify(trusting: authorities)
    }
}
