extension SQLStorage {
    package func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest] {
        try await database.read { session in try digests.filter { try !Self.hasPart($0, of: station, in: session) } }
    }

    package func store(
        part bytes: [UInt8], digest: ContentDigest, of station: StationID, received: Timestamp, pendingLimit: Int
    ) async throws -> PartStorage {
        try await database.write { session in
            try session.lock(.station(station))
            if try Self.hasPart(digest, of: station, in: session) { return .alreadyStored }
            if try Self.pending(of: station, in: session) + bytes.count > pendingLimit {
                // What nobody came back for: its record is sent anew, if it ever is.
                let old = received.milliseconds - Self.longestPending
                try Self.forgetPending(of: station, before: old, in: session)
                guard try Self.pending(of: station, in: session) + bytes.count <= pendingLimit else {
                    return .tooManyPending
                }
            }
            try session.execute(
                "INSERT INTO parts (station, digest, bytes, size, received) VALUES (?, ?, ?, ?, ?)",
                [station, digest, bytes, bytes.count, received])
            try session.execute(
                "INSERT INTO pending_parts (station, digest, size) VALUES (?, ?, ?)", [station, digest, bytes.count])
            return .stored
        }
    }

    /// In milliseconds: 30 days.
    private static let longestPending = 30 * 86_400_000

    private static func pending(of station: StationID, in session: any SQLSession) throws -> Int {
        try session.row(
            "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) AS pending FROM pending_parts WHERE station = ?", [station]
        )?.integer("pending") ?? 0
    }

    private static func forgetPending(of station: StationID, before time: Int, in session: any SQLSession) throws {
        let old = try session.rows(
            """
            SELECT parts.digest AS digest FROM pending_parts
            JOIN parts ON parts.station = pending_parts.station AND parts.digest = pending_parts.digest
            WHERE pending_parts.station = ? AND parts.received < ?
            """, [station, time])
        for row in old {
            let digest = try row.digest("digest")
            for table in ["pending_parts", "parts"] {
                try session.execute("DELETE FROM \(table) WHERE station = ? AND digest = ?", [station, digest])
            }
        }
    }

    package func part(_ digest: ContentDigest, of station: StationID) async throws -> [UInt8]? {
        try await database.read { session in
            try session.row("SELECT bytes FROM parts WHERE station = ? AND digest = ?", [station, digest])?
                .bytes("bytes")
        }
    }

    static func hasPart(_ digest: ContentDigest, of station: StationID, in session: any SQLSession) throws -> Bool {
        try session.exists("SELECT 1 FROM parts WHERE station = ? AND digest = ?", [station, digest])
    }
}
