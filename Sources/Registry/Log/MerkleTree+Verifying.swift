extension MerkleTree {
    /// The root that a leaf and its inclusion proof lead to (RFC 9162 §2.1.3.2); nil where the proof cannot be one.
    package static func root(leafHash: [UInt8], index: Int, size: Int, proof: [[UInt8]]) -> [UInt8]? {
        guard index >= 0, index < size, proof.count <= Int.bitWidth, proof.allSatisfy({ $0.count == hashSize }) else {
            return nil
        }
        var (node, last, root) = (index, size - 1, leafHash)
        for hash in proof {
            guard last != 0 else { return nil }
            if !node.isMultiple(of: 2) || node == last {
                root = nodeHash(hash, root)
                while node.isMultiple(of: 2), node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                root = nodeHash(root, hash)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 ? root : nil
    }
}
