import FoundationEssentials
import GRDB
package import Registry

extension EnrollmentStore {
    /// A statement of this station, and what the registry said to it.
    package struct KeptStatement: Sendable, Hashable {
        package let number: Int
        package let made: Timestamp
        package let signed: SignedStatement
        /// nil until the registry answered.
        package let answer: Reconciliation?
    }

    /// The statement of the highest number, only among those that were answered, where asked; nil before the first.
    package func lastStatement(onlyAnswered: Bool = false) throws(EnrollmentError) -> KeptStatement? {
        try read { try Self.lastStatement($0, onlyAnswered: onlyAnswered) }
    }

    private static func lastStatement(_ db: Database, onlyAnswered: Bool = false) throws -> KeptStatement? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT number, made, statement, signature, answer FROM statements
                WHERE answer IS NOT NULL OR NOT ? ORDER BY number DESC LIMIT 1
                """, arguments: [onlyAnswered]
        ).map { KeptStatement($0) }
    }

    /// Every statement that is kept, the newest first.
    func statements() throws(EnrollmentError) -> [KeptStatement] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT number, made, statement, signature, answer FROM statements ORDER BY number DESC"
            ).map { KeptStatement($0) }
        }
    }

    /// Says how the records stand at this moment, signs it, and keeps it under the next number.
    ///
    /// - Parameter isFinal: whether it is the last one of a station that is closed.
    func makeStatement(
        of station: StationID, signedBy sealer: RecordSealer, at time: Timestamp, isFinal: Bool = false
    ) throws(EnrollmentError) -> KeptStatement {
        try write { db in
            let number = try Self.lastStatement(db).map { $0.number + 1 } ?? 1
            let head = try Row.fetchOne(
                db, sql: "SELECT sequence, digest FROM records ORDER BY sequence DESC LIMIT 1")
            func count(_ state: String) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE state = ?", arguments: [state]) ?? 0
            }
            let created: Int = head.map { $0["sequence"] } ?? 0
            let statement = try StationStatement(
                station: station, number: number, time: time, created: created,
                head: head.flatMap { ContentDigest(bytes: [UInt8]($0["digest"] as Data)) } ?? .none,
                received: count("delivered"), rejected: count("refused"), pending: try Self.pending(db),
                isFinal: isFinal)
            let bytes = try statement.serialized()
            let signed = SignedStatement(statement: bytes, signature: try sealer.sign(bytes, at: time.date))
            try db.execute(
                sql: "INSERT INTO statements (number, made, statement, signature) VALUES (?, ?, ?, ?)",
                arguments: [number, time.milliseconds, Data(bytes), Data(signed.signature)])
            // What is needed of those that were answered is in the newest one.
            try db.execute(sql: "DELETE FROM statements WHERE number < ?", arguments: [number - Self.keptStatements])
            return KeptStatement(number: number, made: time, signed: signed, answer: nil)
        }
    }

    /// A year of them.
    private static let keptStatements = 366

    private static func pending(_ db: Database) throws -> [StationStatement.Pending] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT sequence, digest FROM outbox JOIN records USING (sequence)
                WHERE state = 'pending' ORDER BY sequence
                """)
        var groups: [StationStatement.Pending] = []
        while let row = try rows.next() {
            let sequence: Int = row["sequence"]
            if let last = groups.last, last.sequences.upperBound + 1 == sequence {
                groups[groups.count - 1] = .init(
                    sequences: last.sequences.lowerBound...sequence, digest: last.digest)
            } else if let digest = ContentDigest(bytes: [UInt8](row["digest"] as Data)) {
                groups.append(.init(sequences: sequence...sequence, digest: digest))
            }
        }
        return groups
    }

    /// The registry answered a statement; false where the statement of this number is another one, or gone.
    @discardableResult
    package func keep(
        _ answer: Reconciliation, to number: Int, _ digest: ContentDigest, at time: Timestamp
    ) throws(EnrollmentError) -> Bool {
        try write { db in
            let kept = try Data.fetchOne(
                db, sql: "SELECT statement FROM statements WHERE number = ?", arguments: [number])
            guard let kept, ContentDigest(of: [UInt8](kept)) == digest else { return false }
            try db.execute(
                sql: "UPDATE statements SET answered = ?, answer = ? WHERE number = ?",
                arguments: [time.milliseconds, Data(try answer.serialized()), number])
            return true
        }
    }
}

extension EnrollmentStore.KeptStatement {
    fileprivate init(_ row: Row) {
        self.init(
            number: row["number"], made: Timestamp(milliseconds: row["made"]) ?? Timestamp(.distantPast),
            signed: SignedStatement(
                statement: [UInt8](row["statement"] as Data), signature: [UInt8](row["signature"] as Data)),
            answer: (row["answer"] as Data?).flatMap { try? Reconciliation(parsing: [UInt8]($0)) })
    }
}
