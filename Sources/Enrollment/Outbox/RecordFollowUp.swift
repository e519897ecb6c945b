package import FoundationEssentials
package import Logging
package import Registry

/// What a station does with its records after they were sent: it learns what became of them, states once a day how they
/// stand, and drops those that have been with the registry for long.
package struct RecordFollowUp: Sendable {
    private let store: EnrollmentStore
    private let registry: any RegistryAPI
    private let station: StationID
    private let sealer: RecordSealer
    private let logKey: LogVerifierKey
    private let retention: Duration
    private let clock: @Sendable () -> Date
    private let logger: Logger

    private static let day: TimeInterval = 86_400

    /// - Parameter retention: how long a record stays here after its receipt came.
    package init(
        store: EnrollmentStore, registry: any RegistryAPI, station: StationID, sealer: RecordSealer,
        logKey: LogVerifierKey, retention: Duration, clock: @escaping @Sendable () -> Date = { Date() }, logger: Logger
    ) {
        self.store = store
        self.registry = registry
        self.station = station
        self.sealer = sealer
        self.logKey = logKey
        self.retention = retention
        self.clock = clock
        self.logger = logger
    }

    /// Asks for every change that is not here.
    package func takeStates() async throws {
        while true {
            let changes = try await registry.stateChanges(of: station, after: try store.lastChange())
            try store.keep(changes)
            guard changes.count == RecordStateChange.mostInAnAnswer, try store.lastChange() == changes.last?.change
            else { return }
        }
    }

    /// Sends a statement if the last one that was answered is a day old, or belongs to a clock that went back.
    package func reconcileWhenDue() async throws -> Reconciliation? {
        if let last = try store.lastStatement(), last.answer != nil {
            let age = clock().timeIntervalSince(last.made.date)
            guard age < 0 || age >= Self.day else { return nil }
        }
        return try await reconcile()
    }

    /// States how the records stand now, and keeps the registry's answer.
    @discardableResult
    package func reconcile() async throws -> Reconciliation {
        let statement = try store.makeStatement(of: station, signedBy: sealer, at: Timestamp(clock()))
        let answer = try await registry.reconcile(statement.signed, number: statement.number, of: station)
        try store.keep(
            answer, to: statement.number, ContentDigest(of: statement.signed.statement), at: Timestamp(clock()))
        for finding in answer.findings {
            logger.critical(
                "The station's records do not agree with the registry's",
                metadata: ["kind": "\(finding.kind.rawValue)", "sequence": "\(finding.sequence)"])
        }
        return answer
    }

    /// Drops the sealed parts of records whose time here is over.
    @discardableResult
    package func dropOld() throws -> [Int] {
        let moment = clock().addingTimeInterval(-Double(retention.components.seconds))
        return try store.dropReceived(before: Timestamp(moment), logKey: logKey, at: Timestamp(clock()))
    }
}
