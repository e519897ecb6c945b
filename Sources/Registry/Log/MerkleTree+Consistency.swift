extension MerkleTree {
    /// The complete nodes that the leaves of a tree divide into, from left to right: what the root is made of.
    package static func edge(ofSize size: Int) -> [MerkleNode] {
        var start = 0
        return (0..<Int.bitWidth - 1).reversed().compactMap { level in
            guard size > 0, size >> level & 1 == 1 else { return nil }
            defer { start += 1 << level }
            return MerkleNode(level: level, index: start >> level)
        }
    }

    /// The proof that a tree of `old` leaves is the beginning of one of `size` (RFC 9162 §2.1.4.1); empty where `old` is 0 or
    /// both are one.
    package static func consistencyProof(from old: Int, to size: Int, in nodes: some MerkleNodes) throws -> [[UInt8]] {
        guard old >= 0, old <= size else {
            throw RegistryError(.logBroken, "a log of \(old) leaves does not begin one of \(size)", fault: .registry)
        }
        guard old > 0, old < size else { return [] }
        return try subproof(old, in: 0..<size, isWhole: true, nodes)
    }

    private static func subproof(
        _ old: Int, in leaves: Range<Int>, isWhole: Bool, _ nodes: some MerkleNodes
    ) throws -> [[UInt8]] {
        if old == leaves.count { return isWhole ? [] : [try hash(ofLeaves: leaves, in: nodes)] }
        let middle = split(leaves)
        let (left, right) = (leaves.lowerBound..<middle, middle..<leaves.upperBound)
        return old <= left.count
            ? try subproof(old, in: left, isWhole: isWhole, nodes) + [try hash(ofLeaves: right, in: nodes)]
            : try subproof(old - left.count, in: right, isWhole: false, nodes) + [try hash(ofLeaves: left, in: nodes)]
    }

    /// Whether a proof shows that the tree with the old root is the beginning of the one with the new root
    /// (RFC 9162 §2.1.4.2).
    package static func isConsistent(
        old: (size: Int, root: [UInt8]), new: (size: Int, root: [UInt8]), proof: [[UInt8]]
    ) -> Bool {
        guard old.size >= 0, old.size <= new.size, proof.count <= 2 * Int.bitWidth,
            proof.allSatisfy({ $0.count == hashSize })
        else { return false }
        if old.size == new.size { return proof.isEmpty && old.root == new.root }
        if old.size == 0 { return proof.isEmpty && old.root == emptyRoot }
        let path = (old.size.nonzeroBitCount == 1 ? [old.root] : []) + proof
        guard let first = path.first, !proof.isEmpty else { return false }
        var (node, last) = (old.size - 1, new.size - 1)
        while !node.isMultiple(of: 2) { (node, last) = (node >> 1, last >> 1) }
        var (oldRoot, newRoot) = (first, first)
        for hash in path.dropFirst() {
            guard last != 0 else { return false }
            if !node.isMultiple(of: 2) || node == last {
                (oldRoot, newRoot) = (nodeHash(hash, oldRoot), nodeHash(hash, newRoot))
                while node.isMultiple(of: 2), node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                newRoot = nodeHash(newRoot, hash)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && oldRoot == old.root && newRoot == new.root
    }
}
