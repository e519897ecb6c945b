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
            let pending = try session.row(
                "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) AS pending FROM pending_parts WHERE station = ?",
                [station])
            guard try (pending?.integer("pending") ?? 0) + bytes.count <= pendingLimit else { return .tooManyPending }
            try session.execute(
                "INSERT INTO parts (station, digest, bytes, size, received) VALUES (?, ?, ?, ?, ?)",
                [station, digest, bytes, bytes.count, received])
            try session.execute(
                "INSERT INTO pending_parts (station, digest, size) VALUES (?, ?, ?)", [station, digest, bytes.count])
            return .stored
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
