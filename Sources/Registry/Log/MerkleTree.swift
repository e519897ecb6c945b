import Crypto

/// The hashes of the transparency log's tree over SHA-256 (RFC 6962 §2.1, RFC 9162 §2.1).
package enum MerkleTree {
    /// The size of every hash.
    package static let hashSize = 32

    /// The root of a tree without leaves.
    package static let emptyRoot = [UInt8](SHA256.hash(data: []))

    /// The hash of a leaf: SHA-256(00 ‖ entry).
    package static func leafHash(of entry: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [0x00])
        hash.update(data: entry)
        return [UInt8](hash.finalize())
    }

    /// The hash of a node: SHA-256(01 ‖ left ‖ right).
    package static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [0x01])
        hash.update(data: left)
        hash.update(data: right)
        return [UInt8](hash.finalize())
    }
}

/// A complete subtree: the node over the leaves `index` · 2^`level` to (`index` + 1) · 2^`level` − 1.
///
/// A complete node never changes again, so it is written once; root and proofs of any size need only such nodes.
package struct MerkleNode: Sendable, Hashable {
    package let level: Int
    package let index: Int

    package init(level: Int, index: Int) {
        self.level = level
        self.index = index
    }
}

/// Where the hashes of complete nodes are kept; a node that is not there is an error of the store.
package protocol MerkleNodes {
    /// The hash of a complete node.
    func hash(of node: MerkleNode) throws -> [UInt8]
}
