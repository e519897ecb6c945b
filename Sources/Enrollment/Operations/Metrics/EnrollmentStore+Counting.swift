import GRDB
package import Registry

extension EnrollmentStore {
    /// How many records are in each state, and since when the oldest of those that wait does.
    package func counts() throws(EnrollmentError) -> (states: [OutboxEntry.State: Int], oldest: Timestamp?) {
        try read { db in
            var states: [OutboxEntry.State: Int] = [.pending: 0, .delivered: 0, .refused: 0]
            for row in try Row.fetchAll(db, sql: "SELECT state, count(*) AS number FROM outbox GROUP BY state") {
                if let state = OutboxEntry.State(rawValue: row["state"]) { states[state] = row["number"] }
            }
            let oldest = try Int.fetchOne(
                db,
                sql: "SELECT min(created) FROM records JOIN outbox USING (sequence) WHERE outbox.state = 'pending'")
            return (states, oldest.flatMap { Timestamp(milliseconds: $0) })
        }
    }
}
