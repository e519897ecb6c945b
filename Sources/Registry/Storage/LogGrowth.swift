/// What one transaction adds to the log: leaves and nodes, kept in memory until they are written together.
///
/// Made under the log's lock. The nodes at the right edge of the tree are read once; every later leaf needs only these and
/// the ones that came with the leaves before it.
struct LogGrowth {
    private var size: Int
    private var nodes: KnownNodes
    private var leaves: [(leaf: Int, record: Int?, entry: [UInt8])] = []
    private var added: [(node: MerkleNode, hash: [UInt8])] = []

    /// Takes the log's lock and reads its edge.
    init(in session: any SQLSession) throws {
        try session.lock(.log)
        size = try SQLStorage.logSize(in: session)
        nodes = KnownNodes(try SQLStorage.hashes(of: MerkleTree.edge(ofSize: size), in: session))
    }

    /// Adds a leaf; the receipt for it.
    mutating func append(_ leaf: ReceiptLeaf, to log: TransparencyLog) throws -> [UInt8] {
        let entry = try log.append(leaf, size: size, in: nodes)
        for (node, hash) in entry.nodes { nodes.hashes[node] = hash }
        added += entry.nodes
        leaves.append((entry.index, nil, try leaf.serialized()))
        size += 1
        return entry.receipt
    }

    /// Says which record the last leaf is of.
    mutating func belongs(to record: Int) {
        if !leaves.isEmpty { leaves[leaves.count - 1].record = record }
    }

    /// Writes leaves and nodes.
    func write(in session: any SQLSession) throws {
        try session.insert(into: "log_leaves (leaf, record, entry)", leaves.map { [$0.leaf, $0.record, $0.entry] })
        try session.insert(
            into: "log_nodes (level, position, hash)", added.map { [$0.node.level, $0.node.index, $0.hash] })
    }
}
