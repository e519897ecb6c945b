package import FoundationEssentials
package import Logging
package import Registry
import ServiceLifecycle
import Synchronization

/// Sends what waits to the registry, in order, and closes a record's row only when its receipt was verified.
///
/// Exactly once comes from the registry: sending the same record again gives the same receipt, also where two programs of
/// a station send at once. Nothing of the station's database is locked while the network is waited for.
package struct Outbox: Service {
    let store: EnrollmentStore
    private let registry: any RegistryAPI
    private let logKey: LogVerifierKey
    private let plan: DeliveryPlan
    let clock: @Sendable () -> Date
    private let jitter: @Sendable () -> Double
    private let progress: @Sendable (Progress) -> Void
    let logger: Logger

    /// How much of a record the registry has.
    package struct Progress: Sendable, Hashable {
        package let sequence: Int
        /// In bytes of its sealed parts.
        package let sent: Int
        package let total: Int
    }

    /// - Parameter progress: hears how far the record under way has come.
    package init(
        store: EnrollmentStore, registry: any RegistryAPI, logKey: LogVerifierKey, plan: DeliveryPlan = DeliveryPlan(),
        clock: @escaping @Sendable () -> Date = { Date() },
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        progress: @escaping @Sendable (Progress) -> Void = { _ in }, logger: Logger
    ) {
        self.store = store
        self.registry = registry
        self.logKey = logKey
        self.plan = plan
        self.clock = clock
        self.jitter = jitter
        self.progress = progress
        self.logger = logger
    }

    /// What one round did.
    package struct Summary: Sendable {
        package var delivered: [(sequence: Int, receipt: Receipt)] = []
        package var refused: [(sequence: Int, problem: ProblemDetails)] = []
        package var postponed: [(sequence: Int, reason: String)] = []
        /// Why the registry could not be reached, if it could not.
        package var unreachable: Unreachable?
        /// Why nothing is sent any more until somebody acts.
        package var stop: EnrollmentStore.Stop?
    }

    /// Somebody asks to send now, or a program starts: what stopped the sender may have been seen to.
    package func sendPending() async throws -> Summary {
        try store.resume()
        return try await round(onlyDue: false)
    }

    /// Sends what is due, unless the sender is stopped.
    func sendDue() async throws -> Summary {
        if let stop = try store.stop() { return Summary(stop: stop) }
        return try await round(onlyDue: true)
    }

    /// The records are a chain, and the registry takes them in order: one that has to wait holds up those behind it, and
    /// one that is refused for good does not.
    private func round(onlyDue: Bool) async throws -> Summary {
        var summary = Summary()
        for entry in try store.outbox(onlyPending: true) {
            if onlyDue, entry.nextAttempt > Timestamp(clock()) { break }
            switch try await deliver(entry) {
            case .delivered(let receipt):
                try store.markDelivered(entry.sequence, receipt: receipt, at: Timestamp(clock()))
                logger.notice("record delivered", metadata: Self.metadata(entry))
                summary.delivered.append((entry.sequence, receipt))
                continue
            case .refused(let problem) where !problem.retryable:
                try store.markRefused(entry.sequence, problem: problem.code.rawValue)
                logger.error(
                    "record refused",
                    metadata: Self.metadata(entry).merging(["code": "\(problem.code.rawValue)"]) { $1 })
                summary.refused.append((entry.sequence, problem))
                continue
            case .refused(let problem):
                try postpone(entry, problem.code.rawValue, for: problem.retryAfter, &summary)
            case .blocked(let problem):
                try postpone(entry, problem.code.rawValue, &summary)
                summary.stop = try stop(problem.code.rawValue, "\(problem)")
            case .badReceipt(let error):
                try postpone(entry, error.code.rawValue, &summary)
                summary.stop = try stop(error.code.rawValue, error.message)
            case .unreachable(let failure):
                try postpone(entry, failure.reason.rawValue, for: failure.retryAfter, &summary)
                summary.unreachable = failure
                if !failure.retryable { summary.stop = try stop(failure.reason.rawValue, failure.detail) }
            }
            break
        }
        return summary
    }

    /// By what a record is found in the logs of station and registry.
    private static func metadata(_ entry: EnrollmentStore.OutboxEntry) -> Logger.Metadata {
        ["sequence": "\(entry.sequence)", "trace": "\(entry.trace)"]
    }

    private func deliver(_ entry: EnrollmentStore.OutboxEntry) async throws -> Delivery {
        let (store, progress, sequence) = (store, progress, entry.sequence)
        let noted = Mutex(0)
        return try await registry.deliver(
            store.signedManifest(sequence), logKey: logKey, trace: TraceContext(traceID: entry.trace),
            progress: { sent, total in
                progress(Progress(sequence: sequence, sent: sent, total: total))
                // Each note is a commit on the disk: one for each full piece is enough.
                let isFar = noted.withLock { noted in
                    guard abs(sent - noted) >= RegistryLimits.pieceSize else { return false }
                    noted = sent
                    return true
                }
                if isFar { try store.note(sent: sent, of: sequence) }
            },
            piece: { try store.sealedPiece($0.digest, of: sequence) })
    }

    private func postpone(
        _ entry: EnrollmentStore.OutboxEntry, _ reason: String, for atLeast: Int? = nil, _ summary: inout Summary
    ) throws {
        let wait = plan.wait(afterAttempts: entry.attempts + 1, jitter: jitter(), atLeast: atLeast)
        let next = clock().addingTimeInterval(
            Double(wait.components.seconds) + Double(wait.components.attoseconds) / 1e18)
        try store.postpone(entry.sequence, until: Timestamp(next), problem: reason)
        summary.postponed.append((entry.sequence, reason))
    }

    private func stop(_ code: String, _ detail: String) throws -> EnrollmentStore.Stop? {
        try store.stop(code, detail, at: Timestamp(clock()))
        return try store.stop()
    }
}
