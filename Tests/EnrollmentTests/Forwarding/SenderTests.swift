import Foundation
import Synchronization
import Testing

@testable import Enrollment
@testable import Registry

@Suite("The sender: what it waits for, and what stops it")
struct SenderTests {
    @Test("what the registry asks for is waited, and the backoff comes on top of it")
    func retryAfter() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...2)
        var busy = ProblemDetails(.registryFailed, status: 503, title: "busy", detail: "busy", retryable: true)
        busy.retryAfter = 300
        let registry = MoodyRegistry(rig.intake, busy)
        let outbox = rig.outbox(registry)
        let summary = try await outbox.sendDue()
        #expect(summary.postponed.map(\.sequence) == [1], "those behind it would only be out of turn")
        #expect(summary.stop == nil)
        let wait = try #require(try rig.store.outbox().first).nextAttempt.date.timeIntervalSince(rig.clock.now)
        #expect((295...305).contains(wait))
        registry.answer(nil)
        #expect(try await outbox.sendDue().delivered.isEmpty, "not before its time")
        rig.clock.advance(302)
        #expect(try await outbox.sendDue().delivered.map(\.sequence) == [1, 2])
    }

    @Test(
        "what no waiting helps against stops the sender until somebody acts",
        arguments: [
            Unreachable(.stationNotAccepted, "d", retryable: false) as any Error & Sendable,
            Unreachable(.serverNotTrusted, "d", retryable: false), Unreachable(.clockWrong, "d", retryable: false),
            ProblemDetails(.wrongStation, status: 403, title: "t", detail: "d"),
            ProblemDetails(.signatureInvalid, status: 422, title: "t", detail: "d"),
            RegistryError(.receiptNotGenuine, "d", fault: .registry),
        ])
    func stopped(by error: any Error & Sendable) async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        let registry = MoodyRegistry(rig.intake, error)
        let outbox = rig.outbox(registry)
        let stop = try #require(try await outbox.sendDue().stop)
        #expect(try rig.store.stop() == stop)
        let calls = registry.calls.withLock { $0 }
        registry.answer(nil)
        rig.clock.advance(86_400)
        #expect(try await outbox.sendDue().stop == stop)
        #expect(registry.calls.withLock { $0 } == calls, "nothing is tried")
        #expect(try rig.states == [.pending], "and nothing is lost")
        // Somebody asks to send now.
        #expect(try await outbox.sendPending().delivered.map(\.sequence) == [1])
        #expect(try rig.store.stop() == nil)
    }

    @Test("a missing network stops nothing")
    func offline() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        let registry = MoodyRegistry(rig.intake, Unreachable(.noConnection, "d", retryable: true))
        let outbox = rig.outbox(registry)
        for attempt in 1...40 {
            let summary = try await outbox.sendDue()
            #expect(summary.stop == nil && summary.unreachable != nil, "attempt \(attempt)")
            rig.clock.advance(601)
        }
        #expect(try rig.store.outbox().map(\.attempts) == [40])
        registry.answer(nil)
        #expect(try await outbox.sendDue().delivered.map(\.sequence) == [1])
    }

    @Test("a record refused for good does not hold up the next, and the chain goes on behind it")
    func oneBadRecord() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        #expect(try await rig.outbox(rig.distrustful()).sendDue().refused.map(\.sequence) == [1])
        try rig.add(2...2)
        #expect(try await rig.outbox(rig.intake).sendDue().delivered.map(\.sequence) == [2])
        #expect(try rig.states == [.refused, .delivered])
    }

    @Test("a store that has forked is stopped, not emptied")
    func fork() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        // The station's disk was copied, and each of the two goes on.
        let other = try FileManager.default.copy(of: rig.station)
        _ = try await rig.outbox(rig.intake).sendDue()
        try rig.add(2...2)
        #expect(try await rig.outbox(rig.intake).sendDue().delivered.map(\.sequence) == [2])
        let store = try other.store()
        for seed in UInt64(7)...8 {
            _ = try store.add(rig.fixture.record(seed: seed, in: other), sealedBy: other.sealer())
        }
        let outbox = Outbox(
            store: store, registry: rig.intake, logKey: other.registry.logKey, logger: Fixture.quiet)
        let summary = try await outbox.sendDue()
        #expect(summary.delivered.map(\.sequence) == [1], "the record from before is the same, and gets its receipt")
        #expect(summary.stop?.code == "sequence-taken")
        #expect(try store.outbox().map(\.state) == [.delivered, .pending, .pending])
        let kept = try await rig.intake.storage.discrepancies(of: other.station, limit: 10)
        #expect(kept.map(\.discrepancy.kind) == [.fork] && kept.map(\.discrepancy.sequence) == [2])
    }

    @Test("two senders of one station at once end with one record and one receipt each")
    func twoSenders() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...3)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                let outbox = rig.outbox(rig.intake)
                group.addTask { _ = try await outbox.sendPending() }
            }
            try await group.waitForAll()
        }
        _ = try await rig.outbox(rig.intake).sendPending()
        #expect(try rig.states == [.delivered, .delivered, .delivered])
        for entry in try rig.store.outbox() {
            let stored = try await rig.intake.receipt(sequence: entry.sequence, of: rig.station.station)
            #expect(entry.receipt == stored)
        }
    }

    @Test("progress is told, and enrollment goes on while a record is sent")
    func besides() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        let told = Mutex<[Int]>([])
        let outbox = Outbox(
            store: rig.store, registry: rig.intake, logKey: rig.station.registry.logKey,
            progress: { progress in
                told.withLock { $0.append(progress.sent) }
                // As at the counter: another record is made while this one is on its way.
                if progress.sent == 0 { #expect(throws: Never.self) { try rig.add(2...2) } }
            }, logger: Fixture.quiet)
        #expect(try await outbox.sendPending().delivered.map(\.sequence) == [1])
        #expect(try rig.store.outbox().count == 2)
        let sizes = told.withLock { $0 }
        let size = try rig.store.queue().first?.size
        #expect(sizes.first == 0 && sizes == sizes.sorted() && sizes.last == size)
    }
}

extension FileManager {
    /// A copy of a station's folder, as somebody makes it who copies a disk.
    func copy(of station: StationFolder) throws -> StationFolder {
        let copy = station.url.deletingLastPathComponent().appending(path: "copy-\(UUID())")
        try copyItem(at: station.url, to: copy)
        return try StationFolder.load(copy.path)
    }
}
