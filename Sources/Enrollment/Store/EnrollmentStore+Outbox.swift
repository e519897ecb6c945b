import FoundationEssentials
import GRDB
package import Registry

extension EnrollmentStore {
    /// A record in the outbox.
    package struct OutboxEntry: Sendable, Hashable {
        /// Where a record stands.
        package enum State: String, Sendable {
            case pending, delivered, refused
        }

        package let sequence: Int
        package let id: String
        /// What its logs and requests go by: 32 hexadecimal digits; empty for a record that came back from the registry.
        package let trace: String
        package let state: State
        package let attempts: Int
        /// Not before then.
        package let nextAttempt: Timestamp
        /// Why it is not delivered yet, or why it was refused.
        package let problem: String?
        /// Whether the registry's receipt is here.
        package let receipt: [UInt8]?
        /// How many bytes of a record that waits the registry has, as far as it was told.
        package let sent: Int
        /// Whether the sealed parts were dropped, long after the receipt.
        package let isDropped: Bool
        /// What the registry says became of it; nil where it has not said.
        package let outcome: Outcome?

        /// How far a record has come at the registry.
        package struct Outcome: Sendable, Hashable {
            package let state: RecordState
            package let reason: String?
            package let since: Timestamp
        }
    }

    /// The last state of each record that the registry told.
    static let outcomes = """
        LEFT JOIN record_states AS last ON last.change = (
            SELECT max(change) FROM record_states WHERE record_states.sequence = records.sequence)
        """

    /// Every record with its state, oldest first; only those that wait, where asked.
    package func outbox(onlyPending: Bool = false) throws(EnrollmentError) -> [OutboxEntry] {
        return try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT records.sequence AS sequence, id, trace, outbox.state AS state, attempts, next_attempt, problem,
                           receipt, sent, dropped, last.state AS outcome, reason, since
                    FROM outbox JOIN records ON records.sequence = outbox.sequence \(Self.outcomes)
                    WHERE ? OR outbox.state = 'pending' ORDER BY records.sequence
                    """,
                arguments: [!onlyPending]
            ).map { row in
                OutboxEntry(
                    sequence: row["sequence"], id: row["id"], trace: row["trace"] ?? "",
                    state: OutboxEntry.State(rawValue: row["state"]) ?? .pending, attempts: row["attempts"],
                    nextAttempt: Timestamp(milliseconds: row["next_attempt"]) ?? Timestamp(.distantPast),
                    problem: row["problem"], receipt: (row["receipt"] as Data?).map { [UInt8]($0) },
                    sent: row["sent"], isDropped: row["dropped"] != nil, outcome: OutboxEntry.Outcome(row))
            }
        }
    }

    /// What is sent for a record.
    func signedManifest(_ sequence: Int) throws(EnrollmentError) -> SignedManifest {
        return try read { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT manifest, signature FROM records WHERE sequence = ?", arguments: [sequence])
            else { throw Self.missing("record \(sequence)") }
            return SignedManifest(
                manifest: [UInt8](row["manifest"] as Data), signature: [UInt8](row["signature"] as Data))
        }
    }

    /// What the station signed of a record; nil where there is none of this id. It stays after the sealed parts are dropped.
    package func signedManifest(of id: RecordID) throws(EnrollmentError) -> SignedManifest? {
        let sequence = try read { db in
            try Int.fetchOne(db, sql: "SELECT sequence FROM records WHERE id = ?", arguments: [id.text])
        }
        return try sequence.map { (sequence) throws(EnrollmentError) in try signedManifest(sequence) }
    }

    func sealedPiece(_ digest: ContentDigest, of sequence: Int) throws(EnrollmentError) -> [UInt8] {
        return try read { db in
            guard
                let bytes = try Data.fetchOne(
                    db, sql: "SELECT bytes FROM parts WHERE sequence = ? AND digest = ?",
                    arguments: [sequence, Data(digest.bytes)])
            else { throw Self.missing("a part of record \(sequence)") }
            return [UInt8](bytes)
        }
    }

    /// The receipt was verified: it and the row's end commit together.
    func markDelivered(_ sequence: Int, receipt: Receipt, at time: Timestamp) throws(EnrollmentError) {
        try update(
            """
            UPDATE outbox SET state = 'delivered', receipt = ?, received = ?, problem = NULL
            WHERE sequence = ? AND state = 'pending'
            """, [Data(receipt.bytes), time.milliseconds, sequence])
    }

    /// The registry refuses the record for good: it stays here with the reason, and is not sent again.
    func markRefused(_ sequence: Int, problem: String) throws(EnrollmentError) {
        try update(
            "UPDATE outbox SET state = 'refused', problem = ? WHERE sequence = ? AND state = 'pending'",
            [problem, sequence])
    }

    /// Not now: the record waits until then.
    func postpone(_ sequence: Int, until next: Timestamp, problem: String) throws(EnrollmentError) {
        try update(
            """
            UPDATE outbox SET attempts = attempts + 1, next_attempt = ?, problem = ?
            WHERE sequence = ? AND state = 'pending'
            """,
            [next.milliseconds, problem, sequence])
    }

    private func update(_ sql: String, _ arguments: StatementArguments) throws(EnrollmentError) {
        try write { try $0.execute(sql: sql, arguments: arguments) }
    }

    private static func missing(_ what: String) -> EnrollmentError {
        EnrollmentError(.storageFailed, "\(what) is not in the station's database", fault: .station)
    }
}

extension EnrollmentStore.OutboxEntry.Outcome {
    /// From a row of `outcomes`.
    init?(_ row: Row) {
        guard let state = row["outcome"] as String?,
            let since = (row["since"] as Int?).flatMap({ Timestamp(milliseconds: $0) })
        else { return nil }
        self.init(state: RecordState(rawValue: state), reason: row["reason"], since: since)
    }
}
