import FoundationEssentials
import GRDB
package import Registry

extension EnrollmentStore {
    /// A record and where it stands: no personal data.
    package struct QueueRow: Sendable, Hashable {
        package let sequence: Int
        package let id: String
        package let procedure: ProcedureReference
        package let created: Timestamp
        package let state: OutboxEntry.State
        package let problem: String?
        package let receipt: [UInt8]?
        /// Bytes of its sealed parts, and how many of them the registry has while it is sent.
        package let size: Int
        package let sent: Int
        package let outcome: OutboxEntry.Outcome?
    }

    /// Every record, the oldest first, with what its manifest says of it.
    package func queue() throws(EnrollmentError) -> [QueueRow] {
        return try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT records.sequence AS sequence, id, manifest, created, outbox.state AS state, problem, receipt,
                           sent, last.state AS outcome, reason, since
                    FROM records JOIN outbox ON records.sequence = outbox.sequence \(Self.outcomes)
                    ORDER BY records.sequence
                    """
            ).compactMap { row in
                guard let manifest = try? RecordManifest(parsing: [UInt8](row["manifest"] as Data)),
                    let created = Timestamp(milliseconds: row["created"])
                else { return nil }
                return QueueRow(
                    sequence: row["sequence"], id: row["id"], procedure: manifest.procedure, created: created,
                    state: OutboxEntry.State(rawValue: row["state"]) ?? .pending, problem: row["problem"],
                    receipt: (row["receipt"] as Data?).map { [UInt8]($0) },
                    size: manifest.parts.reduce(0) { $0 + $1.sealedSize }, sent: row["sent"],
                    outcome: OutboxEntry.Outcome(row))
            }
        }
    }

    /// The newest receipt that the registry gave; nil before the first.
    package func newestReceipt() throws(EnrollmentError) -> [UInt8]? {
        return try read { db in
            try Data.fetchOne(
                db, sql: "SELECT receipt FROM outbox WHERE receipt IS NOT NULL ORDER BY sequence DESC LIMIT 1"
            ).map { [UInt8]($0) }
        }
    }

    /// Whether a record of this citizen for a procedure waits here to be sent.
    package func isWaiting(
        _ number: String, in procedure: String, hashedBy sealer: RecordSealer
    ) throws(EnrollmentError) -> Bool {
        let holder = sealer.holderHash(of: EnrollmentRecord.holderKey(procedure: procedure, number: number))
        return try read { db in try Self.isWaiting(holder, db) }
    }
}
