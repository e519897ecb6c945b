import FoundationEssentials
import GRDB

extension SQLiteStorage {
    package func auditHead(of station: StationID) async throws -> AuditHead {
        try await read { try Self.auditHead(of: station, in: $0) }
    }

    package func append(
        audit entries: [AuditEntry], of station: StationID, received: Timestamp
    ) async throws -> AuditOutcome {
        try await write { database in
            var head = try Self.auditHead(of: station, in: database)
            for entry in entries {
                let next = try entry.head
                if next.number <= head.number {
                    let stored = try Row.fetchOne(
                        database, sql: "SELECT digest FROM audit_entries WHERE station = ? AND number = ?",
                        arguments: [station.text, next.number])
                    guard try stored.map({ try ContentDigest(column: "digest", of: $0) }) == next.digest else {
                        return .forked(next.number)
                    }
                    continue
                }
                guard next.number == head.number + 1 else { return .gap(head) }
                guard entry.previous == head.digest else { return .forked(next.number) }
                try Self.insert(entry, next, of: station, received: received, in: database)
                head = next
            }
            return .appended(head)
        }
    }

    private static func insert(
        _ entry: AuditEntry, _ head: AuditHead, of station: StationID, received: Timestamp, in database: Database
    ) throws {
        let isFirst = entry.number == 1
        try database.execute(
            sql: """
                INSERT INTO audit_entries (station, number, digest, previous_number, previous, entry, received)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                station.text, entry.number, Data(head.digest.bytes), isFirst ? nil : entry.number - 1,
                isFirst ? nil : Data(entry.previous.bytes), Data(try entry.serialized()), received.milliseconds,
            ])
    }

    package func auditEntries(
        of station: StationID, after number: Int, limit: Int
    ) async throws -> [StoredAuditEntry] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, digest, entry FROM audit_entries
                    WHERE station = ? AND number > ? ORDER BY number LIMIT ?
                    """, arguments: [station.text, number, limit]
            ).map { row in
                StoredAuditEntry(
                    number: row["number"], digest: try ContentDigest(column: "digest", of: row),
                    bytes: [UInt8](row["entry"] as Data))
            }
        }
    }

    private static func auditHead(of station: StationID, in database: Database) throws -> AuditHead {
        let row = try Row.fetchOne(
            database, sql: "SELECT number, digest FROM audit_entries WHERE station = ? ORDER BY number DESC LIMIT 1",
            arguments: [station.text])
        return try row.map { AuditHead(number: $0["number"], digest: try ContentDigest(column: "digest", of: $0)) }
            ?? .empty
    }
}
