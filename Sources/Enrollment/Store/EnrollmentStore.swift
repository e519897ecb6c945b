import FoundationEssentials
import GRDB
package import Registry

/// The station's records: sealed, signed, chained, and waiting until the registry has them (SQLite).
///
/// One method is one transaction, on disk when it returns. A record and its place in the outbox commit together.
package struct EnrollmentStore: Sendable {
    let database: DatabasePool
    let path: String

    /// Opens the database, or makes it.
    package init(path: String) throws(EnrollmentError) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            configuration.busyMode = .timeout(10)
            database = try DatabasePool(path: path, configuration: configuration)
            try EnrollmentSchema.migrator.refuseNewer(database, at: path)
            try Self.makeShrinkable(database)
            try EnrollmentSchema.migrator.migrate(database)
        } catch {
            throw EnrollmentError(database: error, path: path)
        }
    }

    /// What the store tells of a record it wrote.
    package struct Stored: Sendable, Hashable {
        package let sequence: Int
        package let id: RecordID
        package let digest: ContentDigest
        /// What its logs and requests go by.
        package let trace: TraceContext
    }

    /// Gives a record its place in the chain, seals and signs it there, and puts it into the outbox.
    ///
    /// The same citizen's earlier record that still waits here makes it throw `alreadyWaiting`, unless allowed. The draft
    /// that it was made of goes in the same transaction.
    package func add(
        _ record: EnrollmentRecord, sealedBy sealer: RecordSealer, allowingAnother: Bool = false
    ) throws(EnrollmentError) -> Stored {
        do {
            return try database.write { db in
                try StationPhase.checkOpen(db)
                let holder = sealer.holderHash(of: record.holderKey)
                if !allowingAnother, try Self.isWaiting(holder, db) {
                    throw EnrollmentError(
                        .alreadyWaiting,
                        "a record of this citizen already waits here to be sent; send it first, or ask for another one",
                        fault: .operator)
                }
                let head = try Row.fetchOne(
                    db, sql: "SELECT sequence, digest FROM records ORDER BY sequence DESC LIMIT 1")
                let sequence: Int = head.map { $0["sequence"] + 1 } ?? 1
                let previous: [UInt8]? = head.map { [UInt8]($0["digest"] as Data) }
                let sealed = try sealer.seal(
                    record, sequence: sequence, previous: previous.flatMap { ContentDigest(bytes: $0) } ?? .none)
                let trace = record.trace.flatMap { TraceContext(traceID: $0) } ?? TraceContext()
                try Self.insert(sealed, record, trace, holder: holder, previous: previous, db)
                try DraftStore.remove(record.id, db)
                return Stored(sequence: sequence, id: record.id, digest: sealed.signed.digest, trace: trace)
            }
        } catch {
            throw EnrollmentError(database: error, path: path)
        }
    }

    static func isWaiting(_ holder: [UInt8], _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM records JOIN outbox USING (sequence)
                WHERE holder = ? AND state = 'pending')
                """,
            arguments: [Data(holder)]) ?? false
    }

    private static func insert(
        _ sealed: RecordSealer.Sealed, _ record: EnrollmentRecord, _ trace: TraceContext, holder: [UInt8],
        previous: [UInt8]?, _ db: Database
    ) throws {
        let created = record.time.upperBound.milliseconds
        try db.execute(
            sql: """
                INSERT INTO records
                (sequence, id, digest, previous_sequence, previous, manifest, signature, holder, created, trace)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                sealed.sequence, record.id.text, Data(sealed.signed.digest.bytes),
                previous == nil ? nil : sealed.sequence - 1, previous.map { Data($0) }, Data(sealed.signed.manifest),
                Data(sealed.signed.signature), Data(holder), created, trace.traceID,
            ])
        for part in sealed.parts {
            for (piece, bytes) in zip(part.entry.pieces, SealedPiece.cut(part.bytes)) {
                try db.execute(
                    sql: "INSERT INTO parts (sequence, digest, bytes) VALUES (?, ?, ?)",
                    arguments: [sealed.sequence, Data(piece.digest.bytes), Data(bytes)])
            }
        }
        try db.execute(
            sql: "INSERT INTO outbox (sequence, state, next_attempt) VALUES (?, 'pending', 0)",
            arguments: [sealed.sequence])
    }
}
