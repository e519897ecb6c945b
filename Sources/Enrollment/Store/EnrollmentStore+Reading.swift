import FoundationEssentials
import GRDB
package import Registry

extension EnrollmentStore {
    /// Opens a database that is there, to look at it: nothing is made, moved on or changed, whoever asks.
    package init(readingAt path: String) throws(EnrollmentError) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(2)
            database = try DatabasePool(path: path, configuration: configuration)
        } catch { throw EnrollmentError(database: error, path: path) }
    }

    /// The newest moments that are written here: of the station's own acts, and of what the registry told by its clock.
    package func newestMoments() throws(EnrollmentError) -> (here: Timestamp?, there: Timestamp?) {
        try read { db in
            func moment(_ sql: String) throws -> Timestamp? {
                try Int.fetchOne(db, sql: sql).flatMap { Timestamp(milliseconds: $0) }
            }
            let here = try moment(
                """
                SELECT max(at) FROM (SELECT max(created) AS at FROM records UNION ALL SELECT max(made) FROM statements
                UNION ALL SELECT max(received) FROM outbox)
                """)
            return (here, try moment("SELECT max(since) FROM record_states"))
        }
    }

    /// How many records wait, when the oldest of them was made, and how many were refused for good.
    package func waiting() throws(EnrollmentError) -> (count: Int, oldest: Timestamp?, refused: Int) {
        try read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*) FILTER (WHERE state = 'pending') AS waiting,
                           min(created) FILTER (WHERE state = 'pending') AS oldest,
                           count(*) FILTER (WHERE state = 'refused') AS refused
                    FROM outbox JOIN records USING (sequence)
                    """)
            return (
                row?["waiting"] ?? 0, (row?["oldest"] as Int?).flatMap { Timestamp(milliseconds: $0) },
                row?["refused"] ?? 0
            )
        }
    }
}
