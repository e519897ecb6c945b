/// Complete nodes that were read before.
struct KnownNodes: MerkleNodes {
    var hashes: [MerkleNode: [UInt8]]

    init(_ hashes: [MerkleNode: [UInt8]]) { self.hashes = hashes }

    func hash(of node: MerkleNode) throws -> [UInt8] {
        guard let hash = hashes[node] else {
            throw RegistryError(.logBroken, "the log lacks node \(node.index) of level \(node.level)", fault: .registry)
        }
        return hash
    }
}
