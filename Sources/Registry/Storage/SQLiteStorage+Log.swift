import FoundationEssentials
import GRDB

extension SQLiteStorage {
    package func logState() async throws -> (size: Int, root: [UInt8]) {
        try await read { database in
            let size = try Self.logSize(in: database)
            return (size, try MerkleTree.root(size: size, in: SQLiteNodes(database)))
        }
    }

    static func logSize(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT coalesce(max(leaf) + 1, 0) FROM log_leaves") ?? 0
    }

    static func insert(
        _ entry: TransparencyLog.Entry, leaf: ReceiptLeaf, record: Int64, in database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO log_leaves (leaf, record, entry) VALUES (?, ?, ?)",
            arguments: [entry.index, record, Data(try leaf.serialized())])
        for (node, hash) in entry.nodes {
            try database.execute(
                sql: "INSERT INTO log_nodes (level, position, hash) VALUES (?, ?, ?)",
                arguments: [node.level, node.index, Data(hash)])
        }
    }
}

/// The log's complete nodes as the database holds them.
struct SQLiteNodes: MerkleNodes {
    private let database: Database

    init(_ database: Database) { self.database = database }

    func hash(of node: MerkleNode) throws -> [UInt8] {
        let hash = try Data.fetchOne(
            database, sql: "SELECT hash FROM log_nodes WHERE level = ? AND position = ?",
            arguments: [node.level, node.index])
        guard let hash else {
            throw RegistryError(.logBroken, "the log lacks node \(node.index) of level \(node.level)", fault: .registry)
        }
        return [UInt8](hash)
    }
}
