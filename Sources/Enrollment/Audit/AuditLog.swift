import Foundation
import GRDB
package import Registry

/// The station's audit log: who did what, each entry chained to the one before by its digest, in `officers.sqlite`.
///
/// It finds what was changed, removed or inserted afterwards. Somebody who writes all of it anew is found by the
/// registry, which holds the entries that were sent.
package struct AuditLog: Sendable {
    let database: OfficerDatabase

    package init(_ database: OfficerDatabase) { self.database = database }

    package var station: StationID { database.station }

    /// Appends an entry, in one transaction; on disk when it returns.
    ///
    /// - Parameters:
    ///   - action: a stable word of a-z, 0-9 and hyphens.
    ///   - officer: who; nil where nobody is signed in.
    ///   - subject: the id of a record or procedure, or a code. Never personal data.
    package func append(
        _ action: String, officer: String?, subject: String?, at time: Timestamp = Timestamp(Date())
    ) throws {
        try database.write { db in
            try StationPhase.checkOpen(db)
            try Self.append(action, officer: officer, subject: subject, of: station, at: time, db)
        }
    }

    static func append(
        _ action: String, officer: String?, subject: String?, of station: StationID, at time: Timestamp, _ db: Database
    ) throws {
        let head = try Self.head(db)
        let entry = try AuditEntry(
            station: station, number: head.number + 1, time: time, officer: officer, action: action,
            subject: subject, previous: head.digest)
        let bytes = try entry.serialized()
        try db.execute(
            sql: "INSERT INTO audit (number, digest, previous_number, previous, entry) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                entry.number, Data(ContentDigest(of: bytes).bytes), head.number == 0 ? nil : head.number,
                head.number == 0 ? nil : Data(head.digest.bytes), Data(bytes),
            ])
    }

    /// The end of the log.
    package func head() throws -> AuditHead { try database.read { try Self.head($0) } }

    /// Entries after a number, in order, up to a limit; an entry that cannot be read ends the list.
    package func entries(after number: Int = 0, limit: Int = AuditEntry.mostInABatch) throws -> [AuditEntry] {
        try stored(after: number, limit: limit).map { try? AuditEntry(parsing: $0.bytes) }
            .prefix { $0 != nil }.compactMap { $0 }
    }

    /// Walks along the whole log.
    package func check() throws -> AuditChain {
        var chain = AuditChain(of: station)
        var number = 0
        while case let next = try stored(after: number, limit: 1000), let last = next.last {
            chain.walk(next)
            number = last.number
        }
        return chain
    }

    /// The digest of an entry; nil where there is none of this number.
    func digest(of number: Int) throws -> ContentDigest? {
        try stored(after: number - 1, limit: 1).first.flatMap { $0.number == number ? $0.digest : nil }
    }

    private func stored(after number: Int, limit: Int) throws -> [StoredAuditEntry] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT number, digest, entry FROM audit WHERE number > ? ORDER BY number LIMIT ?",
                arguments: [number, limit]
            ).map { row in
                StoredAuditEntry(
                    number: row["number"], digest: ContentDigest(bytes: [UInt8](row["digest"] as Data)) ?? .none,
                    bytes: [UInt8](row["entry"] as Data))
            }
        }
    }

    static func head(_ db: Database) throws -> AuditHead {
        let row = try Row.fetchOne(db, sql: "SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1")
        return row.map { row in
            AuditHead(
                number: row["number"], digest: ContentDigest(bytes: [UInt8](row["digest"] as Data)) ?? .none)
        } ?? .empty
    }
}
