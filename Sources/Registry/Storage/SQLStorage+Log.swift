extension SQLStorage {
    package func logState() async throws -> (size: Int, root: [UInt8]) {
        try await database.read { session in
            let size = try Self.logSize(in: session)
            let edge = KnownNodes(try Self.hashes(of: MerkleTree.edge(ofSize: size), in: session))
            return (size, try MerkleTree.root(size: size, in: edge))
        }
    }

    package func logEnd() async throws -> (size: Int, receipt: [UInt8])? {
        try await database.read { session in
            try session.row(
                """
                SELECT leaf, receipt FROM log_leaves JOIN records ON records.number = log_leaves.record
                ORDER BY leaf DESC LIMIT 1
                """
            ).map { (size: try $0.integer("leaf") + 1, receipt: try $0.bytes("receipt")) }
        }
    }

    package func logHashes(level: Int, from position: Int, count: Int) async throws -> [[UInt8]] {
        try await database.read { session in
            try session.rows(
                "SELECT hash FROM log_nodes WHERE level = ? AND position >= ? AND position < ? ORDER BY position",
                [level, position, position + count]
            ).map { try $0.bytes("hash") }
        }
    }

    package func logEntries(from leaf: Int, count: Int) async throws -> [[UInt8]] {
        try await database.read { session in
            try session.rows(
                "SELECT entry FROM log_leaves WHERE leaf >= ? AND leaf < ? ORDER BY leaf", [leaf, leaf + count]
            ).map { try $0.bytes("entry") }
        }
    }

    package func logLeaves(from leaf: Int, count: Int) async throws -> [StoredLeaf] {
        try await database.read { session in
            try session.rows(
                """
                SELECT leaf, entry, manifest, received, receipt
                FROM log_leaves JOIN records ON records.number = log_leaves.record
                WHERE leaf >= ? AND leaf < ? ORDER BY leaf
                """, [leaf, leaf + count]
            ).map { row in
                StoredLeaf(
                    index: try row.integer("leaf"), entry: try row.bytes("entry"), manifest: try row.bytes("manifest"),
                    received: try row.time("received"), receipt: try row.optionalBytes("receipt"))
            }
        }
    }

    package func acceptedRecordsWithoutLeaf() async throws -> Int {
        try await database.read { session in
            try session.row(
                """
                SELECT count(*) AS missing FROM records WHERE verdict = 'accepted'
                AND NOT EXISTS (SELECT 1 FROM log_leaves WHERE log_leaves.record = records.number)
                """
            )?.integer("missing") ?? 0
        }
    }

    static func logSize(in session: any SQLSession) throws -> Int {
        try session.row("SELECT coalesce(max(leaf) + 1, 0) AS size FROM log_leaves")?.integer("size") ?? 0
    }

    /// The hashes of some complete nodes, with one question to the database.
    static func hashes(of nodes: [MerkleNode], in session: any SQLSession) throws -> [MerkleNode: [UInt8]] {
        guard !nodes.isEmpty else { return [:] }
        let which = Array(repeating: "(level = ? AND position = ?)", count: nodes.count).joined(separator: " OR ")
        let rows = try session.rows(
            "SELECT level, position, hash FROM log_nodes WHERE \(which)", nodes.flatMap { [$0.level, $0.index] })
        let pairs = try rows.map { row in
            (
                MerkleNode(level: try row.integer("level"), index: try row.integer("position")),
                try row.bytes("hash")
            )
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
