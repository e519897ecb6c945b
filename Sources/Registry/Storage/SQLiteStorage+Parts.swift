import FoundationEssentials
import GRDB

extension SQLiteStorage {
    package func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest] {
        try await read { database in try digests.filter { try !Self.hasPart($0, of: station, in: database) } }
    }

    package func store(
        part bytes: [UInt8], digest: ContentDigest, of station: StationID, received: Timestamp, pendingLimit: Int
    ) async throws -> PartStorage {
        try await write { database in
            if try Self.hasPart(digest, of: station, in: database) { return .alreadyStored }
            let pending = try Int.fetchOne(
                database,
                sql: """
                    SELECT coalesce(sum(size), 0) FROM parts WHERE station = ? AND NOT EXISTS (
                        SELECT 1 FROM record_parts
                        WHERE record_parts.station = parts.station AND record_parts.digest = parts.digest)
                    """, arguments: [station.text])
            guard (pending ?? 0) + bytes.count <= pendingLimit else { return .tooManyPending }
            try database.execute(
                sql: "INSERT INTO parts (station, digest, bytes, size, received) VALUES (?, ?, ?, ?, ?)",
                arguments: [station.text, Data(digest.bytes), Data(bytes), bytes.count, received.milliseconds])
            return .stored
        }
    }

    package func part(_ digest: ContentDigest, of station: StationID) async throws -> [UInt8]? {
        try await read { database in
            try Data.fetchOne(
                database, sql: "SELECT bytes FROM parts WHERE station = ? AND digest = ?",
                arguments: [station.text, Data(digest.bytes)]
            ).map { [UInt8]($0) }
        }
    }

    static func hasPart(_ digest: ContentDigest, of station: StationID, in database: Database) throws -> Bool {
        try Int.fetchOne(
            database, sql: "SELECT 1 FROM parts WHERE station = ? AND digest = ?",
            arguments: [station.text, Data(digest.bytes)]) != nil
    }
}
