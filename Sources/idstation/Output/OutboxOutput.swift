import Enrollment

/// A record's state as JSON and as a line.
struct OutboxOutput: Encodable {
    let sequence: Int
    let record: String
    let state: String
    let attempts: Int
    let nextAttempt: String?
    let problem: String?

    init(_ entry: EnrollmentStore.OutboxEntry) {
        sequence = entry.sequence
        record = entry.id
        state = entry.state.rawValue
        attempts = entry.attempts
        nextAttempt = entry.state == .pending && entry.attempts > 0 ? "\(entry.nextAttempt)" : nil
        problem = entry.problem
    }

    var text: String { "\(sequence) \(record) \(state)" + (problem.map { " (\($0))" } ?? "") }
}
