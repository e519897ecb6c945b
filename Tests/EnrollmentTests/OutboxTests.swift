import DocumentPKI
import Enrollment
import Foundation
import Registry
import Synchronization
import Testing

/// A registry behind a line that breaks at chosen calls: before the request arrives, or after it was carried out.
final class BrokenLine: RegistryAPI {
    enum Break: Sendable { case before, after }

    private let registry: RecordIntake
    private let breaks: Mutex<[Break?]>
    let submissions = Mutex(0)

    init(_ registry: RecordIntake, _ breaks: [Break?]) {
        self.registry = registry
        self.breaks = Mutex(breaks)
    }

    private func line<Value>(_ call: () async throws -> Value) async throws -> Value {
        let next = breaks.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        let broken = Unreachable(.connectionLost, "the connection to the registry broke", retryable: true)
        if next == .before { throw broken }
        let value = try await call()
        if next == .after { throw broken }
        return value
    }

    func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest] {
        try await line { try await registry.missingParts(among: digests, of: station) }
    }

    func store(part: [UInt8], digest: ContentDigest, of station: StationID) async throws {
        try await line { try await registry.store(part: part, digest: digest, of: station) }
    }

    func submit(_ record: SignedManifest, sequence: Int, of station: StationID) async throws -> Submission {
        submissions.withLock { $0 += 1 }
        return try await line { try await registry.submit(record, sequence: sequence, of: station) }
    }

    func receipt(sequence: Int, of station: StationID) async throws -> [UInt8] {
        try await line { try await registry.receipt(sequence: sequence, of: station) }
    }

    func manifest(sequence: Int, of station: StationID) async throws -> SignedManifest {
        try await line { try await registry.manifest(sequence: sequence, of: station) }
    }

    func auditEntries(from number: Int, of station: StationID) async throws -> [AuditEntry] {
        try await line { try await registry.auditEntries(from: number, of: station) }
    }

    func stateChanges(of station: StationID, after change: Int) async throws -> [RecordStateChange] {
        try await line { try await registry.stateChanges(of: station, after: change) }
    }

    func reconcile(_ statement: SignedStatement, number: Int, of station: StationID) async throws -> Reconciliation {
        try await line { try await registry.reconcile(statement, number: number, of: station) }
    }

    func roster() async throws -> [UInt8] { try await line { try await registry.roster() } }

    func auditHead(of station: StationID) async throws -> AuditHead {
        try await line { try await registry.auditHead(of: station) }
    }

    func append(audit entries: [AuditEntry], of station: StationID) async throws -> AuditHead {
        try await line { try await registry.append(audit: entries, of: station) }
    }

    func inquire(personalNumber: String, phone: String?, of station: StationID) async throws -> AccountInquiry {
        try await line { try await registry.inquire(personalNumber: personalNumber, phone: phone, of: station) }
    }

    func events(after number: Int, limit: Int, wait: Int) async throws -> [RegistryEvent] {
        try await line { try await registry.events(after: number, limit: limit, wait: wait) }
    }
}

@Suite("The outbox, against the real registry")
struct OutboxTests {
    private func outbox(_ station: StationFolder, _ store: EnrollmentStore, _ registry: some RegistryAPI) -> Outbox {
        Outbox(
            store: store, registry: registry, logKey: station.registry.logKey, jitter: { 0.5 }, logger: Fixture.quiet)
    }

    /// Certificates are judged by the registry's clock, so records here are of today.
    private func record(_ seed: UInt64, _ fixture: Fixture, _ station: StationFolder) throws -> EnrollmentRecord {
        try fixture.record(seed: seed, in: station)
    }

    @Test("what waits is delivered in order, with verified receipts")
    func deliver() async throws {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        let (store, sealer) = (try station.store(), try station.sealer())
        for seed in UInt64(1)...3 { _ = try store.add(record(seed, fixture, station), sealedBy: sealer) }
        let summary = try await outbox(station, store, fixture.intake()).sendPending()
        #expect(summary.delivered.map(\.sequence) == [1, 2, 3], "\(summary)")
        let entries = try store.outbox()
        #expect(entries.map(\.state) == [.delivered, .delivered, .delivered])
        for entry in entries {
            let receipt = try Receipt.verify(try #require(entry.receipt), by: station.registry.logKey)
            #expect(receipt.leaf.sequence == entry.sequence)
        }
        #expect(try await outbox(station, store, fixture.intake()).sendPending().delivered.isEmpty)
    }

    @Test("a line that breaks at any call, before or after it was carried out, ends with one record", arguments: 0..<12)
    func broken(at call: Int) async throws {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        let store = try station.store()
        _ = try store.add(record(9, fixture, station), sealedBy: station.sealer())
        let intake = try fixture.intake()
        for kind in [BrokenLine.Break.before, .after] {
            let line = BrokenLine(intake, [BrokenLine.Break?](repeating: nil, count: call) + [kind])
            _ = try await outbox(station, store, line).sendPending()
        }
        _ = try await outbox(station, store, intake).sendPending()
        let entry = try #require(try store.outbox().first)
        #expect(entry.state == .delivered)
        let stored = try await intake.receipt(sequence: 1, of: station.station)
        #expect(entry.receipt == stored)
    }

    @Test("an unreachable registry ends the round and counts the attempt")
    func unreachable() async throws {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        let store = try station.store()
        for seed in UInt64(1)...2 { _ = try store.add(record(seed, fixture, station), sealedBy: station.sealer()) }
        let client = try station.registryClient()
        let summary = try await outbox(station, store, client).sendPending()
        try await client.shutdown()
        #expect(summary.unreachable?.reason == .noConnection)
        #expect(try store.outbox().map(\.attempts) == [1, 0])
        #expect(try store.outbox().map(\.state) == [.pending, .pending])
    }

    @Test("a record refused for good stays with its reason and does not hold up the next")
    func refused() async throws {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        let store = try station.store()
        for seed in UInt64(1)...2 { _ = try store.add(record(seed, fixture, station), sealedBy: station.sealer()) }
        // The same registry, but without this country's CSCA.
        let authority = try StationAuthority(
            pem: String(contentsOf: station.url.appending(path: "station-ca.pem"), encoding: .utf8))
        let intake = try fixture.registry.intake(stations: authority) { TrustStore(anchors: []) }
        let summary = try await outbox(station, store, intake).sendPending()
        #expect(summary.refused.map(\.sequence) == [1, 2])
        #expect(try store.outbox().map(\.state) == [.refused, .refused])
        #expect(try store.outbox().first?.problem == "document-not-trusted")
        #expect(try await outbox(station, store, intake).sendPending().refused.isEmpty)
    }
}

@Suite("When to try again")
struct DeliveryPlanTests {
    @Test("the wait doubles up to a cap, for ever, with full jitter")
    func plan() {
        let plan = DeliveryPlan(base: .seconds(2), cap: .seconds(600))
        #expect(plan.wait(afterAttempts: 1, jitter: 1) == .seconds(2))
        #expect(plan.wait(afterAttempts: 4, jitter: 1) == .seconds(16))
        #expect(plan.wait(afterAttempts: 4, jitter: 0.5) == .seconds(8))
        for attempts in [10, 1000, Int.max] { #expect(plan.wait(afterAttempts: attempts, jitter: 1) == .seconds(600)) }
        for attempts in [0, -5, 3] { #expect(plan.wait(afterAttempts: attempts, jitter: 0) == .zero) }
    }
}
