extension SQLStorage {
    package func auditHead(of station: StationID) async throws -> AuditHead {
        try await database.read { try Self.auditHead(of: station, in: $0) }
    }

    package func append(
        audit entries: [AuditEntry], of station: StationID, received: Timestamp
    ) async throws -> AuditOutcome {
        try await database.write { session in
            try session.lock(.station(station))
            var head = try Self.auditHead(of: station, in: session)
            for entry in entries {
                let next = try entry.head
                if next.number <= head.number {
                    let stored = try session.row(
                        "SELECT digest FROM audit_entries WHERE station = ? AND number = ?", [station, next.number])
                    guard try stored?.digest("digest") == next.digest else { return .forked(next.number) }
                    continue
                }
                guard next.number == head.number + 1 else { return .gap(head) }
                guard entry.previous == head.digest else { return .forked(next.number) }
                try Self.insert(entry, next, of: station, received: received, in: session)
                head = next
            }
            return .appended(head)
        }
    }

    private static func insert(
        _ entry: AuditEntry, _ head: AuditHead, of station: StationID, received: Timestamp, in session: any SQLSession
    ) throws {
        let isFirst = entry.number == 1
        try session.execute(
            """
            INSERT INTO audit_entries (station, number, digest, previous_number, previous, entry, received)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                station, entry.number, head.digest, isFirst ? nil : entry.number - 1, isFirst ? nil : entry.previous,
                try entry.serialized(), received,
            ])
    }

    package func auditEntries(
        of station: StationID, after number: Int, limit: Int
    ) async throws -> [StoredAuditEntry] {
        try await database.read { session in
            try session.rows(
                """
                SELECT number, digest, entry FROM audit_entries
                WHERE station = ? AND number > ? ORDER BY number LIMIT ?
                """, [station, number, limit]
            ).map { row in
                StoredAuditEntry(
                    number: try row.integer("number"), digest: try row.digest("digest"), bytes: try row.bytes("entry"))
            }
        }
    }

    static func auditHead(of station: StationID, in session: any SQLSession) throws -> AuditHead {
        let row = try session.row(
            "SELECT number, digest FROM audit_entries WHERE station = ? ORDER BY number DESC LIMIT 1", [station])
        return try row.map { AuditHead(number: try $0.integer("number"), digest: try $0.digest("digest")) } ?? .empty
    }
}
