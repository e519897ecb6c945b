extension SQLStorage {
    package func logState() async throws -> (size: Int, root: [UInt8]) {
        try await database.read { session in
            let size = try Self.logSize(in: session)
            return (size, try MerkleTree.root(size: size, in: SQLNodes(session)))
        }
    }

    static func logSize(in session: any SQLSession) throws -> Int {
        try session.row("SELECT coalesce(max(leaf) + 1, 0) AS size FROM log_leaves")?.integer("size") ?? 0
    }

    static func insert(
        _ entry: TransparencyLog.Entry, leaf: ReceiptLeaf, record: Int, in session: any SQLSession
    ) throws {
        try session.execute(
            "INSERT INTO log_leaves (leaf, record, entry) VALUES (?, ?, ?)",
            [entry.index, record, try leaf.serialized()])
        for (node, hash) in entry.nodes {
            try session.execute(
                "INSERT INTO log_nodes (level, position, hash) VALUES (?, ?, ?)", [node.level, node.index, hash])
        }
    }
}

/// The log's complete nodes as the database holds them.
struct SQLNodes: MerkleNodes {
    private let session: any SQLSession

    init(_ session: any SQLSession) { self.session = session }

    func hash(of node: MerkleNode) throws -> [UInt8] {
        let row = try session.row(
            "SELECT hash FROM log_nodes WHERE level = ? AND position = ?", [node.level, node.index])
        guard let row else {
            throw RegistryError(.logBroken, "the log lacks node \(node.index) of level \(node.level)", fault: .registry)
        }
        return try row.bytes("hash")
    }
}
