import FoundationEssentials
import GRDB
package import Registry

extension EnrollmentStore {
    /// Why the sender stands still until somebody acts.
    package struct Stop: Sendable, Hashable {
        /// As in the catalogue of failures: `station-certificate-not-accepted`, `clock-wrong`.
        package let code: String
        /// What happened, for the log; no personal data.
        package let detail: String
        package let since: Timestamp
    }

    /// Why the sender stands still; nil where it sends.
    package func stop() throws(EnrollmentError) -> Stop? {
        try read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT stopped, detail, since FROM sender"),
                let code = row["stopped"] as String?, let since = row["since"] as Int?
            else { return nil }
            return Stop(
                code: code, detail: row["detail"] ?? "",
                since: Timestamp(milliseconds: since) ?? Timestamp(.distantPast))
        }
    }

    /// Stops the sender of this station, in whatever program it runs. The first reason stays until it is taken away.
    func stop(_ code: String, _ detail: String, at time: Timestamp) throws(EnrollmentError) {
        try write { db in
            try db.execute(
                sql: "UPDATE sender SET stopped = ?, detail = ?, since = ? WHERE stopped IS NULL",
                arguments: [code, detail, time.milliseconds])
        }
    }

    /// Somebody acted, or the station was started again.
    package func resume() throws(EnrollmentError) {
        try write { try $0.execute(sql: "UPDATE sender SET stopped = NULL, detail = NULL, since = NULL") }
    }

    /// The registry has so many bytes of a record that waits.
    func note(sent: Int, of sequence: Int) throws(EnrollmentError) {
        try write { db in
            try db.execute(
                sql: "UPDATE outbox SET sent = ? WHERE sequence = ? AND state = 'pending'", arguments: [sent, sequence])
        }
    }
}

extension EnrollmentStore {
    func read<Value>(_ body: (Database) throws -> Value) throws(EnrollmentError) -> Value {
        do { return try database.read(body) } catch { throw EnrollmentError(database: error, path: path) }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(EnrollmentError) -> Value {
        do { return try database.write(body) } catch { throw EnrollmentError(database: error, path: path) }
    }
}
