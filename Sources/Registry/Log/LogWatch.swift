import Synchronization

/// Somebody who watches the log from outside, with nothing but its public key and what he saw before.
///
/// He believes no tile: what he fetches must lead to the signed checkpoint, and to the one that he saw last.
package struct LogWatch: Sendable {
    /// What a look at the log brought.
    package enum Result: Sendable, Hashable {
        /// All is as it must be; the log is this, and was so much shorter before.
        case good(Checkpoint)
        case bad(Fault)
    }

    /// A log that does this is not to be trusted again: somebody changed what was written.
    package enum Fault: String, Sendable, CaseIterable {
        /// The checkpoint is not signed by the log's key, or is no checkpoint of this log.
        case notGenuine = "not-genuine"
        /// Two checkpoints of the log do not belong to one history.
        case fork
        /// The log is shorter than it was.
        case shrunk
        /// The tiles do not lead to the checkpoint.
        case tilesWrong = "tiles-wrong"
        /// The entries do not lead to the checkpoint, or one is none of this log's.
        case entriesWrong = "entries-wrong"
    }

    /// What a look brought, and the checkpoint that was shown, to be kept where it is good.
    package struct Look: Sendable {
        package let result: Result
        package let note: [UInt8]
    }

    private let key: LogVerifierKey
    /// Fetches what lies at a path below the log's address: at most so many bytes.
    private let fetch: @Sendable (_ path: String, _ atMost: Int) async throws -> [UInt8]

    package init(
        key: LogVerifierKey, fetch: @escaping @Sendable (_ path: String, _ atMost: Int) async throws -> [UInt8]
    ) {
        self.key = key
        self.fetch = fetch
    }

    /// Looks at the log.
    /// - Parameters:
    ///   - note: the checkpoint that was kept last time; nil the first time.
    ///   - entries: whether to fetch every entry since then and hash it, instead of some tiles only.
    package func look(since note: [UInt8]?, entries: Bool) async throws -> Look {
        let seen = try note.map { try Self.checkpoint($0, key) }
        let fresh = try await fetch("checkpoint", RegistryLimits.receiptSize)
        guard let now = try? Self.checkpoint(fresh, key) else { return Look(result: .bad(.notGenuine), note: fresh) }
        if let seen, now.size < seen.size { return Look(result: .bad(.shrunk), note: fresh) }
        if let seen, now.size == seen.size {
            return Look(result: now.root == seen.root ? .good(now) : .bad(.fork), note: fresh)
        }
        let before = seen ?? Checkpoint(origin: now.origin, size: 0, root: MerkleTree.emptyRoot)
        if let fault = try await compare(before, now) { return Look(result: .bad(fault), note: fresh) }
        if entries, let fault = try await readEntries(before, now) { return Look(result: .bad(fault), note: fresh) }
        return Look(result: .good(now), note: fresh)
    }

    /// The checkpoint of a note that this log's key signed.
    package static func checkpoint(_ bytes: [UInt8], _ key: LogVerifierKey) throws(RegistryError) -> Checkpoint {
        let wrong = RegistryError(.receiptNotGenuine, "this is no checkpoint of the log \(key.name)", fault: .registry)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw wrong }
        let note = try SignedNote(parsing: text)
        guard note.verify(by: key) else { throw wrong }
        let checkpoint = try Checkpoint(parsing: note.text)
        guard checkpoint.origin == key.name else { throw wrong }
        return checkpoint
    }

    private func compare(_ before: Checkpoint, _ now: Checkpoint) async throws -> Fault? {
        let wanted = try WantedNodes.collect { nodes in
            _ = try MerkleTree.root(size: now.size, in: nodes)
            _ = try MerkleTree.consistencyProof(from: before.size, to: now.size, in: nodes)
        }
        guard let known = try await nodes(wanted, size: now.size) else { return .tilesWrong }
        guard try MerkleTree.root(size: now.size, in: known) == now.root else { return .tilesWrong }
        let proof = try MerkleTree.consistencyProof(from: before.size, to: now.size, in: known)
        let isConsistent = MerkleTree.isConsistent(
            old: (before.size, before.root), new: (now.size, now.root), proof: proof)
        return isConsistent ? nil : .fork
    }

    private func readEntries(_ before: Checkpoint, _ now: Checkpoint) async throws -> Fault? {
        guard let known = try await nodes(Set(MerkleTree.edge(ofSize: before.size)), size: now.size) else {
            return .tilesWrong
        }
        var edge = try MerkleEdge(size: before.size, in: known)
        guard edge.root == before.root else { return .tilesWrong }
        while edge.size < now.size {
            let index = edge.size / LogTile.fullWidth
            let first = index * LogTile.fullWidth
            let tile = LogTile(.entries, index: index, width: min(LogTile.fullWidth, now.size - first))
            let bytes = try await fetch("tile/\(tile.path)", tile.width * (2 + Int(UInt16.max)))
            guard let entries = Self.entries(in: bytes), entries.count == tile.width else { return .entriesWrong }
            for entry in entries.dropFirst(edge.size - first) {
                guard (try? ReceiptLeaf(parsing: entry)) != nil else { return .entriesWrong }
                edge.append(leafHash: MerkleTree.leafHash(of: entry))
            }
        }
        return edge.root == now.root ? nil : .entriesWrong
    }

    /// The entries in an entry bundle; nil where it is none.
    static func entries(in bundle: [UInt8]) -> [[UInt8]]? {
        var entries: [[UInt8]] = []
        var rest = bundle[...]
        while let high = rest.popFirst() {
            guard let low = rest.popFirst() else { return nil }
            let length = Int(high) << 8 | Int(low)
            guard rest.count >= length else { return nil }
            entries.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return entries
    }

    /// Fetches the tiles that hold some nodes of a tree; nil where one is not of its size.
    private func nodes(_ wanted: Set<MerkleNode>, size: Int) async throws -> KnownNodes? {
        var tiles: [LogTile: [UInt8]] = [:]
        var known = KnownNodes([:])
        for node in wanted {
            let tile = LogTile(holding: node, size: size)
            if tiles[tile] == nil {
                let bytes = try await fetch("tile/\(tile.path)", tile.width * MerkleTree.hashSize)
                guard bytes.count == tile.width * MerkleTree.hashSize else { return nil }
                tiles[tile] = bytes
            }
            let (height, first) = (node.level % 8, (node.index << (node.level % 8)) % LogTile.fullWidth)
            guard let bytes = tiles[tile], first + 1 << height <= tile.width else { return nil }
            var edge = MerkleEdge()
            for place in first..<first + 1 << height {
                edge.append(leafHash: Array(bytes[place * MerkleTree.hashSize..<(place + 1) * MerkleTree.hashSize]))
            }
            known.hashes[node] = edge.root
        }
        return known
    }
}

/// Finds out which nodes a computation asks for, by answering it with nothing.
private final class WantedNodes: MerkleNodes {
    private let nodes = Mutex<Set<MerkleNode>>([])

    func hash(of node: MerkleNode) throws -> [UInt8] {
        nodes.withLock { _ = $0.insert(node) }
        return MerkleTree.emptyRoot
    }

    static func collect(_ body: (WantedNodes) throws -> Void) rethrows -> Set<MerkleNode> {
        let wanted = WantedNodes()
        try body(wanted)
        return wanted.nodes.withLock { $0 }
    }
}
