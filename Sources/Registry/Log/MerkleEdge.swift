/// A tree of which only the right edge is kept: enough to add leaves for ever and to know the root.
package struct MerkleEdge: Sendable, Hashable {
    /// The number of leaves.
    package private(set) var size = 0
    /// The complete nodes, from left to right; their levels fall.
    private var nodes: [(level: Int, hash: [UInt8])] = []

    package init() {}

    /// The edge of a tree of this size, with the hashes of `MerkleTree.edge(ofSize:)`.
    package init(size: Int, in known: some MerkleNodes) throws {
        self.size = size
        nodes = try MerkleTree.edge(ofSize: size).map { ($0.level, try known.hash(of: $0)) }
    }

    /// Adds a leaf; the hashes of the nodes that it completes, from level 0 up.
    @discardableResult
    package mutating func append(leafHash: [UInt8]) -> [[UInt8]] {
        nodes.append((0, leafHash))
        size += 1
        var completed = [leafHash]
        while nodes.count > 1, nodes[nodes.count - 2].level == nodes[nodes.count - 1].level {
            let right = nodes.removeLast()
            let left = nodes.removeLast()
            let hash = MerkleTree.nodeHash(left.hash, right.hash)
            nodes.append((left.level + 1, hash))
            completed.append(hash)
        }
        return completed
    }

    /// The root of the tree.
    package var root: [UInt8] {
        guard let last = nodes.last else { return MerkleTree.emptyRoot }
        return nodes.dropLast().reversed().reduce(last.hash) { MerkleTree.nodeHash($1.hash, $0) }
    }

    package static func == (one: MerkleEdge, other: MerkleEdge) -> Bool {
        one.size == other.size && one.root == other.root
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(size) }
}
