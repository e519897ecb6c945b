/// A record of a station came into a state.
package struct RecordStateChange: Sendable, Hashable {
    /// Counts the changes of one station's records from 1, without gaps: who has this one asks for those after it.
    package let change: Int
    /// The record's number at its station.
    package let sequence: Int
    package let state: RecordState
    /// Why, for the operator; no personal data.
    package let reason: String?
    package let since: Timestamp

    package init(change: Int, sequence: Int, state: RecordState, reason: String?, since: Timestamp) {
        self.change = change
        self.sequence = sequence
        self.state = state
        self.reason = reason
        self.since = since
    }

    /// The most that one answer holds.
    package static let mostInAnAnswer = 100
}
