import Enrollment
import Logging
import Registry

/// One round of sending, and what it means to the person at the desk.
struct Forwarding: Sendable {
    let summary: Outbox.Summary

    /// Sends what waits, and where the registry was reached learns what became of earlier records.
    static func send(
        _ store: EnrollmentStore, of folder: StationFolder, bandwidth: Int? = nil, reconciling: Bool = false,
        progress: @escaping @Sendable (Outbox.Progress) -> Void = { _ in }
    ) async throws -> Forwarding {
        let client = try folder.registryClient(bandwidth: bandwidth)
        let logger = Logger(label: "idstation") { _ in SwiftLogNoOpLogHandler() }
        let outbox = Outbox(
            store: store, registry: client, logKey: folder.registry.logKey, progress: progress, logger: logger)
        do {
            let summary = try await outbox.sendPending()
            if summary.unreachable == nil, summary.stop == nil {
                let followUp = try folder.followUp(store, client, logger: logger)
                // The records are there: what of this fails is made up for the next time.
                try? await followUp.takeStates()
                _ = try? await reconciling ? followUp.reconcile() : followUp.reconcileWhenDue()
                _ = try? followUp.dropOld()
            }
            try? await client.shutdown()
            return Forwarding(summary: summary)
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// What became of one record; others may have been sent with it.
    func status(of sequence: Int) -> ExitStatus {
        if summary.delivered.contains(where: { $0.sequence == sequence }) { return .success }
        return summary.refused.contains { $0.sequence == sequence } ? .registryRefused : .registryUnreachable
    }

    /// What became of all that was sent.
    var status: ExitStatus {
        if !summary.refused.isEmpty { return .registryRefused }
        return summary.postponed.isEmpty ? .success : .registryUnreachable
    }

    /// What happened and what to do; nil where all was delivered.
    var remedy: String? {
        if let (sequence, problem) = summary.refused.first {
            return "the registry refused record \(sequence): \(problem.title). \(problem.detail)"
        }
        if let failure = summary.unreachable {
            let next =
                failure.retryable
                ? "The record is kept; idstation forward sends it later, and idstation serve does so by itself."
                : "The record is kept. Somebody must act before it can be sent: tell the administrator."
            return "\(failure.detail). \(next)"
        }
        if let stop = summary.stop {
            return
                "\(stop.detail). The record is kept. Somebody must act before it can be sent: tell the administrator."
        }
        return summary.postponed.first.map { "record \($0.sequence) is kept and will be sent later (\($0.reason))" }
    }
}
