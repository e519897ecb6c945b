import FoundationEssentials

extension Receipt {
    private static let firstLine = "c2sp.org/tlog-proof@v1"

    /// Composes the bytes of a receipt, for the registry.
    static func serialize(leaf: ReceiptLeaf, index: Int, proof: [[UInt8]], checkpoint: SignedNote) throws(RegistryError)
        -> [UInt8]
    {
        let extra = Data(try leaf.serialized()).base64EncodedString()
        let hashes = proof.map { Data($0).base64EncodedString() + "\n" }.joined()
        return Array("\(firstLine)\nextra \(extra)\nindex \(index)\n\(hashes)\n\(checkpoint.serialized)".utf8)
    }

    /// Makes a receipt of bytes that the log's key vouches for: signature, checkpoint, proof and leaf all hold together.
    ///
    /// The caller still has to see that the leaf names the record it sent: `matches`.
    package static func verify(_ bytes: [UInt8], by key: LogVerifierKey) throws(RegistryError) -> Receipt {
        let malformed = RegistryError(.malformedReceipt, "the receipt is no transparency log proof", fault: .registry)
        guard bytes.count <= RegistryLimits.receiptSize, let text = String(validating: bytes, as: UTF8.self),
            let blank = text.firstRange(of: "\n\n")
        else { throw malformed }
        let lines = text[..<blank.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 3, lines[0] == Self.firstLine, lines[1].hasPrefix("extra "), lines[2].hasPrefix("index "),
            let entry = Data(base64Encoded: String(lines[1].dropFirst(6))),
            let index = DecimalText.number(lines[2].dropFirst(6))
        else { throw malformed }
        let proof = lines.dropFirst(3).compactMap { Data(base64Encoded: String($0)).map { [UInt8]($0) } }
        guard proof.count == lines.count - 3 else { throw malformed }

        let note = try SignedNote(parsing: String(text[blank.upperBound...]))
        guard note.verify(by: key) else {
            throw RegistryError(
                .receiptNotGenuine, "the receipt is not signed by the log \(key.name)", fault: .registry)
        }
        let checkpoint = try Checkpoint(parsing: note.text)
        let leafHash = MerkleTree.leafHash(of: [UInt8](entry))
        let root = MerkleTree.root(leafHash: leafHash, index: index, size: checkpoint.size, proof: proof)
        guard checkpoint.origin == key.name, root == checkpoint.root else {
            throw RegistryError(
                .receiptNotGenuine, "the receipt's proof does not lead to the log's checkpoint", fault: .registry)
        }
        let leaf = try ReceiptLeaf(parsing: [UInt8](entry))
        return Receipt(bytes: bytes, leaf: leaf, index: index, treeSize: checkpoint.size, root: checkpoint.root)
    }

    /// Whether this is the receipt of this manifest, and of nothing else that the log holds.
    package func matches(_ manifest: RecordManifest, digest: ContentDigest) -> Bool {
        leaf.station == manifest.station && leaf.sequence == manifest.sequence && leaf.manifest == digest
            && leaf.previous == manifest.previous
    }
}
