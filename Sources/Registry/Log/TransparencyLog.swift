/// The registry's transparency log: what it adds to the tree, and the receipt it gives for it.
///
/// Tree and keys only: the storage runs `append` inside the transaction that stores the record.
package struct TransparencyLog: Sendable {
    package let key: LogSigningKey

    package init(key: LogSigningKey) { self.key = key }

    /// What an append writes: the nodes to store, and the receipt.
    package struct Entry: Sendable {
        package let index: Int
        package let nodes: [(node: MerkleNode, hash: [UInt8])]
        package let receipt: [UInt8]
    }

    /// Adds a leaf to a log of `size` leaves, whose complete nodes are in `nodes`.
    package func append(_ leaf: ReceiptLeaf, size: Int, in nodes: some MerkleNodes) throws -> Entry {
        let completed = try MerkleTree.nodes(
            completedBy: MerkleTree.leafHash(of: leaf.serialized()), at: size, in: nodes)
        let grown = GrownNodes(base: nodes, added: Dictionary(completed.map { ($0.node, $0.hash) }) { _, last in last })
        let root = try MerkleTree.root(size: size + 1, in: grown)
        let proof = try MerkleTree.inclusionProof(index: size, size: size + 1, in: grown)
        let checkpoint = Checkpoint(origin: key.verifierKey.name, size: size + 1, root: root)
        let receipt = try Receipt.serialize(
            leaf: leaf, index: size, proof: proof, checkpoint: try key.sign(checkpoint.text))
        return Entry(index: size, nodes: completed, receipt: receipt)
    }

    /// The stored nodes with the ones that are about to be stored.
    private struct GrownNodes<Base: MerkleNodes>: MerkleNodes {
        let base: Base
        let added: [MerkleNode: [UInt8]]

        func hash(of node: MerkleNode) throws -> [UInt8] { try added[node] ?? base.hash(of: node) }
    }
}
