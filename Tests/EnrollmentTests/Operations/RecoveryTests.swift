import Foundation
import GRDB
import Registry
import Testing

@testable import Enrollment

@Suite("A restored station goes on behind what the registry has", .serialized, .timeLimit(.minutes(3)))
struct RecoveryTests {
    @Test("what was delivered after the backup comes back, and no number is used twice")
    func goesOn() async throws {
        let rig = try BackupRig()
        try rig.forwarding.add(1...2)
        _ = try await rig.forwarding.outbox(rig.forwarding.intake).sendPending()
        try rig.forwarding.add(3...3)
        try rig.backup()
        // After the backup: the third is delivered, so are two more, and a sixth never arrives.
        try rig.forwarding.add(4...5)
        _ = try await rig.forwarding.outbox(rig.forwarding.intake).sendPending()
        let audit = try rig.station.auditLog()
        try rig.forwarding.add(6...6)
        let ids = try rig.store.outbox().map(\.id)
        for id in ids { try audit.append("record-sealed", officer: "o-9", subject: id) }
        _ = try await audit.send(to: rig.forwarding.intake)

        let restored = try rig.restore()
        try rig.giveKeys(to: restored)
        #expect(await rig.refusal(of: restored) == "station-restored")
        let outcome = try #require(try await rig.recovery(restored).recover())
        #expect(outcome.records == 2 && outcome.entries == 6 && outcome.next == 6)
        #expect(outcome.lost == [ids[5]])
        #expect(outcome.findings.map(\.kind) == [.rollback])
        #expect(try await rig.recovery(restored).recover() == nil)

        let store = try restored.store()
        #expect(try store.outbox().map(\.id) == Array(ids.prefix(5)))
        #expect(try store.outbox().map(\.state) == [.delivered, .delivered, .pending, .delivered, .delivered])
        #expect(try store.outbox()[4].receipt == rig.store.outbox()[4].receipt)
        let last = try restored.auditLog().entries(after: 7).map(\.action)
        #expect(last == ["station-restored"])
        #expect(try restored.auditLog().check().fault == nil)
        _ = try await restored.auditLog().send(to: rig.forwarding.intake)

        let next = try store.add(
            rig.forwarding.fixture.record(seed: 7, in: restored), sealedBy: restored.sealer())
        #expect(next.sequence == 6)
        let outbox = Outbox(
            store: store, registry: rig.forwarding.intake, logKey: restored.registry.logKey, logger: Fixture.quiet)
        let summary = try await outbox.sendPending()
        #expect(summary.delivered.map(\.sequence) == [3, 6] && summary.stop == nil && summary.refused.isEmpty)
        let followUp = try restored.followUp(
            store, rig.forwarding.intake, clock: { [clock = rig.forwarding.clock] in clock.now },
            logger: Fixture.quiet)
        #expect(try await followUp.reconcile().findings == [])

        // The disk that was thought dead comes back: its sixth record is refused, and told.
        let old = try await rig.forwarding.outbox(rig.forwarding.intake).sendPending()
        #expect(old.stop?.code == "sequence-taken" && old.delivered.isEmpty)
        let kinds = try await rig.forwarding.intake.storage.discrepancies(of: rig.station.station, limit: 9)
            .map(\.discrepancy.kind)
        #expect(Set(kinds) == [.rollback, .fork])
    }

    @Test("a refused record comes back as refused, and a draft that became a record goes")
    func refused() async throws {
        let rig = try BackupRig()
        let record = try rig.forwarding.fixture.record(seed: 1, in: rig.station)
        let queue = try DatabaseQueue(path: rig.station.url.appending(path: "station.sqlite").path)
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO drafts (id, procedure, version, officer, state, step, began, updated, sealed)
                    VALUES (?, 'p', 1, 'o-9', 'open', 's', 1, 1, x'00')
                    """, arguments: [record.id.text])
        }
        try rig.backup()
        _ = try rig.store.add(record, sealedBy: rig.station.sealer())
        _ = try await rig.forwarding.outbox(rig.forwarding.distrustful()).sendPending()
        #expect(try rig.store.outbox().map(\.state) == [.refused])
        let restored = try rig.restore()
        try rig.giveKeys(to: restored)
        #expect(try restored.store().remaining().drafts == 1)
        #expect(try await rig.recovery(restored).recover()?.records == 1)
        let (own, back) = (try rig.store.outbox(), try restored.store().outbox())
        #expect(back.map(\.state) == [.refused] && back.map(\.problem) == own.map(\.problem))
        #expect(try restored.store().remaining().isNothing)
    }

    @Test("where the registry is not reached, it waits, and goes on where it ended")
    func interrupted() async throws {
        let rig = try BackupRig()
        try rig.backup()
        try rig.forwarding.add(1...3)
        _ = try await rig.forwarding.outbox(rig.forwarding.intake).sendPending()
        let restored = try rig.restore()
        try rig.giveKeys(to: restored)
        for calls in 0...7 {
            let line = BrokenLine(rig.forwarding.intake, Array(repeating: nil, count: calls) + [.before])
            await #expect(throws: Unreachable.self, "\(calls)") { _ = try await rig.recovery(restored, line).recover() }
            #expect(try restored.store().phase() == .restored)
            #expect(await rig.refusal(of: restored) == "station-restored")
        }
        #expect(try await rig.recovery(restored).recover()?.next == 4)
    }

    @Test("where registry and backup hold two records of one number, it stays as it is")
    func forked() async throws {
        let rig = try BackupRig()
        let copy = try FileManager.default.copy(of: rig.station)
        try rig.forwarding.add(1...1)
        let store = try copy.store()
        _ = try store.add(rig.forwarding.fixture.record(seed: 9, in: copy), sealedBy: copy.sealer())
        let outbox = Outbox(
            store: store, registry: rig.forwarding.intake, logKey: copy.registry.logKey, logger: Fixture.quiet)
        #expect(try await outbox.sendPending().delivered.count == 1)
        try rig.backup()
        let restored = try rig.restore()
        try rig.giveKeys(to: restored)
        let code = await BackupRig.code { _ = try await rig.recovery(restored).recover() }
        #expect(code == "sequence-forked")
        #expect(await rig.refusal(of: restored) == "station-restored")
    }
}
