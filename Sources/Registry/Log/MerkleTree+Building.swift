extension MerkleTree {
    /// The complete nodes that come to be when a leaf is added at `index`: the leaf, and each node that it completes.
    package static func nodes(
        completedBy leafHash: [UInt8], at index: Int, in nodes: some MerkleNodes
    ) throws -> [(node: MerkleNode, hash: [UInt8])] {
        var node = MerkleNode(level: 0, index: index)
        var completed = [(node: node, hash: leafHash)]
        var hash = leafHash
        while !node.index.isMultiple(of: 2) {
            hash = nodeHash(try nodes.hash(of: MerkleNode(level: node.level, index: node.index - 1)), hash)
            node = MerkleNode(level: node.level + 1, index: node.index / 2)
            completed.append((node, hash))
        }
        return completed
    }

    /// The root of the first `size` leaves.
    package static func root(size: Int, in nodes: some MerkleNodes) throws -> [UInt8] {
        size <= 0 ? emptyRoot : try hash(ofLeaves: 0..<size, in: nodes)
    }

    /// The inclusion proof of a leaf in the tree of the first `size` leaves, from the leaf's sibling up (RFC 6962 §2.1.1).
    package static func inclusionProof(index: Int, size: Int, in nodes: some MerkleNodes) throws -> [[UInt8]] {
        guard size > 0, (0..<size).contains(index) else {
            throw RegistryError(.logBroken, "leaf \(index) is not in a log of \(size)", fault: .registry)
        }
        return try path(to: index, in: 0..<size, nodes)
    }

    private static func path(to index: Int, in leaves: Range<Int>, _ nodes: some MerkleNodes) throws -> [[UInt8]] {
        guard leaves.count > 1 else { return [] }
        let middle = split(leaves)
        let (left, right) = (leaves.lowerBound..<middle, middle..<leaves.upperBound)
        return index < middle
            ? try path(to: index, in: left, nodes) + [try hash(ofLeaves: right, in: nodes)]
            : try path(to: index, in: right, nodes) + [try hash(ofLeaves: left, in: nodes)]
    }

    static func hash(ofLeaves leaves: Range<Int>, in nodes: some MerkleNodes) throws -> [UInt8] {
        // Splitting starts at 0, so a part whose size is a power of two starts at a multiple of it: a complete node.
        if leaves.count.nonzeroBitCount == 1 {
            let level = leaves.count.trailingZeroBitCount
            return try nodes.hash(of: MerkleNode(level: level, index: leaves.lowerBound >> level))
        }
        let middle = split(leaves)
        return nodeHash(
            try hash(ofLeaves: leaves.lowerBound..<middle, in: nodes),
            try hash(ofLeaves: middle..<leaves.upperBound, in: nodes))
    }

    /// Where the tree over these leaves divides: the largest power of two below their number goes to the left.
    static func split(_ leaves: Range<Int>) -> Int {
        leaves.lowerBound + 1 << (Int.bitWidth - 1 - (leaves.count - 1).leadingZeroBitCount)
    }
}
