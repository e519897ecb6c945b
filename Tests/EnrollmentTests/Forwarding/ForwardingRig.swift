import DocumentPKI
import Enrollment
import Foundation
import Registry
import Synchronization

/// A station with its store, and the registry that it was made by.
struct ForwardingRig: Sendable {
    let fixture: Fixture
    let station: StationFolder
    let store: EnrollmentStore
    let intake: RecordIntake
    let clock = TestClock()

    init() throws {
        fixture = try Fixture.shared.get()
        station = try fixture.station()
        store = try station.store()
        intake = try fixture.intake()
    }

    /// Records of citizens who do not exist.
    func add(_ seeds: ClosedRange<UInt64>) throws {
        for seed in seeds {
            _ = try store.add(
                fixture.record(seed: seed, in: station), sealedBy: station.sealer(), allowingAnother: true)
        }
    }

    func outbox(_ registry: any RegistryAPI) -> Outbox {
        Outbox(
            store: store, registry: registry, logKey: station.registry.logKey, clock: { clock.now }, jitter: { 0.5 },
            logger: Fixture.quiet)
    }

    func followUp(_ registry: (any RegistryAPI)? = nil) throws -> RecordFollowUp {
        try station.followUp(store, registry ?? intake, clock: { clock.now }, logger: Fixture.quiet)
    }

    var states: [EnrollmentStore.OutboxEntry.State] { get throws { try store.outbox().map(\.state) } }

    /// The intake of the same registry that trusts no issuer: it refuses every record for good.
    func distrustful() throws -> RecordIntake {
        let authority = try StationAuthority(
            pem: String(contentsOf: station.url.appending(path: "station-ca.pem"), encoding: .utf8))
        return try fixture.registry.intake(stations: authority) { TrustStore(anchors: []) }
    }
}

/// A clock that only a test moves.
final class TestClock: Sendable {
    private let time = Mutex(Date())

    var now: Date { time.withLock { $0 } }

    func advance(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}

/// A registry that answers as a test wants: with an error at each call of delivering, until it is told otherwise.
final class MoodyRegistry: RegistryAPI {
    private let registry: RecordIntake
    private let mood: Mutex<(any Error)?>
    let calls = Mutex(0)

    init(_ registry: RecordIntake, _ error: (any Error)?) {
        self.registry = registry
        mood = Mutex(error)
    }

    func answer(_ error: (any Error)?) { mood.withLock { $0 = error } }

    private func check() throws {
        calls.withLock { $0 += 1 }
        if let error = mood.withLock({ $0 }) { throw error }
    }

    func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest] {
        try check()
        return try await registry.missingParts(among: digests, of: station)
    }

    func store(part: [UInt8], digest: ContentDigest, of station: StationID) async throws {
        try await registry.store(part: part, digest: digest, of: station)
    }

    func submit(_ record: SignedManifest, sequence: Int, of station: StationID) async throws -> Submission {
        try await registry.submit(record, sequence: sequence, of: station)
    }

    func receipt(sequence: Int, of station: StationID) async throws -> [UInt8] {
        try await registry.receipt(sequence: sequence, of: station)
    }

    func manifest(sequence: Int, of station: StationID) async throws -> SignedManifest {
        try await registry.manifest(sequence: sequence, of: station)
    }

    func auditEntries(from number: Int, of station: StationID) async throws -> [AuditEntry] {
        try await registry.auditEntries(from: number, of: station)
    }

    func stateChanges(of station: StationID, after change: Int) async throws -> [RecordStateChange] {
        try await registry.stateChanges(of: station, after: change)
    }

    func reconcile(_ statement: SignedStatement, number: Int, of station: StationID) async throws -> Reconciliation {
        try await registry.reconcile(statement, number: number, of: station)
    }

    func roster() async throws -> [UInt8] { try await registry.roster() }

    func auditHead(of station: StationID) async throws -> AuditHead { try await registry.auditHead(of: station) }

    func append(audit entries: [AuditEntry], of station: StationID) async throws -> AuditHead {
        try await registry.append(audit: entries, of: station)
    }

    func inquire(personalNumber: String, phone: String?, of station: StationID) async throws -> AccountInquiry {
        try await registry.inquire(personalNumber: personalNumber, phone: phone, of: station)
    }

    func events(after number: Int, limit: Int, wait: Int) async throws -> [RegistryEvent] {
        try await registry.events(after: number, limit: limit, wait: wait)
    }
}
