/// Recomputes the whole log from its leaves, and holds each leaf against its record and its receipt.
///
/// Everything is read once, some hundred leaves at a time; memory does not grow with the log.
package struct LogVerification: Sendable {
    /// What is wrong, and at which leaf.
    package struct Fault: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            /// A leaf's number is left out.
            case leafMissing = "leaf-missing"
            /// The leaf does not say what its record is.
            case leafNotOfRecord = "leaf-not-of-record"
            /// The receipt is not signed, or proves another leaf or another tree.
            case receiptWrong = "receipt-wrong"
            /// A stored node is not the hash of what lies below it.
            case nodeWrong = "node-wrong"
            /// A stored node is missing, or there are more than the leaves make.
            case nodeMissing = "node-missing"
            /// An accepted record is in no leaf.
            case recordMissing = "record-missing"
        }

        package let kind: Kind
        /// The number of the leaf; for a record that is missing, how many there are.
        package let leaf: Int
    }

    private static let page = 256
    private let storage: any LogStorage
    private let key: LogVerifierKey
    private var edge = MerkleEdge()
    private(set) package var fault: Fault?

    /// The number of leaves that hold together, and their root.
    package var size: Int { edge.size }
    package var root: [UInt8] { edge.root }

    package init(storage: any LogStorage, key: LogVerifierKey) {
        self.storage = storage
        self.key = key
    }

    /// Reads the log to its end, or to the first fault.
    package mutating func run() async throws {
        while fault == nil {
            let leaves = try await storage.logLeaves(from: edge.size, count: Self.page)
            if leaves.isEmpty { break }
            try await check(leaves)
        }
        if fault == nil, let end = try await storage.logEnd(), end.size > edge.size {
            fault = Fault(kind: .leafMissing, leaf: edge.size)
        }
        guard fault == nil else { return }
        let missing = try await storage.acceptedRecordsWithoutLeaf()
        if missing > 0 { fault = Fault(kind: .recordMissing, leaf: missing) }
    }

    private mutating func check(_ leaves: [StoredLeaf]) async throws {
        var nodes: [MerkleNode: [UInt8]] = [:]
        // Levels on which some node is not there; those after it stand one place too early then.
        var short: Set<Int> = []
        for level in 0..<Int.bitWidth - 1 where (edge.size + leaves.count) >> level > 0 {
            let first = edge.size >> level
            let count = (edge.size + leaves.count) >> level - first
            let hashes = try await storage.logHashes(level: level, from: first, count: count)
            if hashes.count < count { short.insert(level) }
            for (offset, hash) in hashes.enumerated() { nodes[MerkleNode(level: level, index: first + offset)] = hash }
        }
        for leaf in leaves where fault == nil {
            let expected = edge.size
            if let kind = check(leaf, nodes, short) {
                fault = Fault(kind: kind, leaf: kind == .leafMissing ? expected : leaf.index)
            }
        }
    }

    private mutating func check(
        _ stored: StoredLeaf, _ nodes: [MerkleNode: [UInt8]], _ short: Set<Int>
    ) -> Fault.Kind? {
        guard stored.index == edge.size else { return .leafMissing }
        guard Self.isOfRecord(stored) else { return .leafNotOfRecord }
        for (level, hash) in edge.append(leafHash: MerkleTree.leafHash(of: stored.entry)).enumerated() {
            guard let known = nodes[MerkleNode(level: level, index: stored.index >> level)] else { return .nodeMissing }
            guard known == hash else { return short.contains(level) ? .nodeMissing : .nodeWrong }
        }
        guard let bytes = stored.receipt, let receipt = try? Receipt.verify(bytes, by: key),
            receipt.index == stored.index, receipt.treeSize == edge.size, receipt.root == edge.root,
            (try? receipt.leaf.serialized()) == stored.entry
        else { return .receiptWrong }
        return nil
    }

    private static func isOfRecord(_ stored: StoredLeaf) -> Bool {
        guard let manifest = try? RecordManifest(parsing: stored.manifest) else { return false }
        let signed = SignedManifest(manifest: stored.manifest, signature: [])
        let leaf = JudgedRecord(
            manifest: manifest, signed: signed, received: stored.received, findings: [], problem: nil
        ).leaf
        return (try? leaf.serialized()) == stored.entry
    }
}
