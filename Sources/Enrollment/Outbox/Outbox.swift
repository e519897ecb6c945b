package import FoundationEssentials
package import Logging
package import Registry
import ServiceLifecycle

/// Sends what waits to the registry, in order, and closes a record's row only when its receipt was verified.
///
/// Exactly once comes from the registry: sending the same record again gives the same receipt.
package struct Outbox: Service {
    private let store: EnrollmentStore
    private let registry: any RegistryAPI
    private let logKey: LogVerifierKey
    private let plan: DeliveryPlan
    private let clock: @Sendable () -> Date
    private let jitter: @Sendable () -> Double
    private let logger: Logger

    package init(
        store: EnrollmentStore, registry: any RegistryAPI, logKey: LogVerifierKey, plan: DeliveryPlan = DeliveryPlan(),
        clock: @escaping @Sendable () -> Date = { Date() },
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }, logger: Logger
    ) {
        self.store = store
        self.registry = registry
        self.logKey = logKey
        self.plan = plan
        self.clock = clock
        self.jitter = jitter
        self.logger = logger
    }

    /// How a round of sending ended.
    package struct Summary: Sendable {
        package var delivered: [(sequence: Int, receipt: Receipt)] = []
        package var refused: [(sequence: Int, problem: ProblemDetails)] = []
        /// Kept and tried again later, with the reason.
        package var postponed: [(sequence: Int, reason: String)] = []
        /// Why the registry could not be reached, where that ended the round.
        package var unreachable: Unreachable?
    }

    /// Sends everything that waits, or only what is due. Where the registry cannot be reached the round ends: the
    /// records behind would fail alike.
    package func sendPending(onlyDue: Bool = false) async throws -> Summary {
        var summary = Summary()
        for entry in try store.outbox(onlyPending: true) where !onlyDue || entry.nextAttempt <= Timestamp(clock()) {
            let sequence = entry.sequence
            let store = store
            let delivery = try await registry.deliver(store.signedManifest(sequence), logKey: logKey) { part in
                try store.sealedPart(part.sealedDigest, of: sequence)
            }
            switch delivery {
            case .delivered(let receipt):
                try store.markDelivered(sequence, receipt: receipt)
                summary.delivered.append((sequence, receipt))
            case .refused(let problem) where !problem.retryable:
                try store.markRefused(sequence, problem: problem.code.rawValue)
                summary.refused.append((sequence, problem))
            case .refused(let problem):
                try postpone(entry, problem.code.rawValue, &summary)
            case .badReceipt(let error):
                try postpone(entry, error.code.rawValue, &summary)
            case .unreachable(let failure):
                try postpone(entry, failure.reason.rawValue, &summary)
                summary.unreachable = failure
                return summary
            }
        }
        return summary
    }

    private func postpone(
        _ entry: EnrollmentStore.OutboxEntry, _ reason: String, _ summary: inout Summary
    ) throws {
        let wait = plan.wait(afterAttempts: entry.attempts + 1, jitter: jitter())
        let next = clock().addingTimeInterval(
            Double(wait.components.seconds) + Double(wait.components.attoseconds) / 1e18)
        try store.postpone(entry.sequence, until: Timestamp(next), problem: reason)
        summary.postponed.append((entry.sequence, reason))
    }

    /// Sends what is due, again and again, until the service group shuts down.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let summary = try await sendPending(onlyDue: true)
                    for (sequence, _) in summary.delivered {
                        logger.info("record delivered", metadata: ["sequence": "\(sequence)"])
                    }
                    for (sequence, problem) in summary.refused {
                        logger.error(
                            "record refused", metadata: ["sequence": "\(sequence)", "code": "\(problem.code.rawValue)"])
                    }
                    if let failure = summary.unreachable {
                        logger.warning("registry not reached", metadata: ["reason": "\(failure.reason.rawValue)"])
                    }
                } catch is CancellationError {
                    break
                } catch {
                    logger.error("outbox failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}
