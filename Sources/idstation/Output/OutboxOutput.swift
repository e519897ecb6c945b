import Enrollment
import Registry

/// A record's state as JSON and as a line.
struct OutboxOutput: Encodable {
    let sequence: Int
    let record: String
    /// What the logs of station and registry call it by.
    let trace: String
    let state: String
    let attempts: Int
    let nextAttempt: String?
    let problem: String?
    /// Bytes of a record that waits which the registry has.
    let sent: Int?
    /// What became of it at the registry, why, and since when.
    let outcome: String?
    let reason: String?
    let since: String?
    /// Whether the sealed parts are here no more.
    let dropped: Bool

    init(_ entry: EnrollmentStore.OutboxEntry) {
        sequence = entry.sequence
        record = entry.id
        trace = entry.trace
        state = entry.state.rawValue
        attempts = entry.attempts
        nextAttempt = entry.state == .pending && entry.attempts > 0 ? "\(entry.nextAttempt)" : nil
        problem = entry.problem
        sent = entry.state == .pending && entry.sent > 0 ? entry.sent : nil
        outcome = entry.outcome?.state.rawValue
        reason = entry.outcome?.reason
        since = entry.outcome.map { "\($0.since)" }
        dropped = entry.isDropped
    }

    var text: String {
        "\(sequence) \(record) \(state)" + (problem.map { " (\($0))" } ?? "")
            + (sent.map { ", \($0 >> 10) KiB sent" } ?? "")
            + (state == "delivered" ? outcome.map { ", \($0)" } ?? "" : "")
            + (state == "delivered" ? reason.map { ": \($0)" } ?? "" : "")
    }
}
