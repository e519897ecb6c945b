extension SQLStorage {
    package func keep(procedureFiles files: [String: [UInt8]], at time: Timestamp) async throws {
        try await database.write { session in
            for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
                try session.execute(
                    """
                    INSERT INTO procedure_files (path, digest, bytes, given) VALUES (?, ?, ?, ?)
                    ON CONFLICT (path, digest) DO NOTHING
                    """, [path, ContentDigest(of: bytes), bytes, time])
            }
        }
    }

    package func procedureFiles(_ digest: ContentDigest) async throws -> [String: [UInt8]] {
        try await database.read { session in
            let rows = try session.rows("SELECT path, bytes FROM procedure_files WHERE digest = ?", [digest])
            return Dictionary(try rows.map { (try $0.text("path"), try $0.bytes("bytes")) }) { first, _ in first }
        }
    }
}
