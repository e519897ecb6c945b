import GRDB
package import Registry

extension EnrollmentStore {
    /// The last change of records' states that is here; 0 before the first.
    package func lastChange() throws(EnrollmentError) -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT last_change FROM sender") ?? 0 }
    }

    /// Keeps what the registry says became of records. What it says of records that are not here is passed over.
    package func keep(_ changes: [RecordStateChange]) throws(EnrollmentError) {
        try write { db in
            for change in changes {
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO record_states (change, sequence, state, reason, since)
                        SELECT ?, sequence, ?, ?, ? FROM records WHERE sequence = ?
                        """,
                    arguments: [
                        change.change, change.state.rawValue, change.reason, change.since.milliseconds, change.sequence,
                    ])
                try db.execute(
                    sql: "UPDATE sender SET last_change = max(last_change, ?)", arguments: [change.change])
            }
        }
    }
}
