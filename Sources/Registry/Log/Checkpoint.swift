import FoundationEssentials

/// The state of the log at a size: origin, number of leaves, root (c2sp.org/tlog-checkpoint).
package struct Checkpoint: Sendable, Hashable {
    package let origin: String
    package let size: Int
    package let root: [UInt8]

    package init(origin: String, size: Int, root: [UInt8]) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The text that is signed as a note.
    package var text: String { "\(origin)\n\(size)\n\(Data(root).base64EncodedString())\n" }

    /// Reads the text of a note whose signature has been verified; lines after the third are extensions.
    package init(parsing text: String) throws(RegistryError) {
        let malformed = RegistryError(.malformedReceipt, "the checkpoint is not of the known form", fault: .registry)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, !lines[0].isEmpty, let size = DecimalText.number(lines[1]),
            let root = Data(base64Encoded: String(lines[2])), root.count == MerkleTree.hashSize
        else { throw malformed }
        self.init(origin: String(lines[0]), size: size, root: [UInt8](root))
    }
}
