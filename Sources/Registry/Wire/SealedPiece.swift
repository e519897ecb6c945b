/// What travels in one request: a sealed part, or up to 256 KiB of one.
package struct SealedPiece: Sendable, Hashable {
    package let part: PartName
    /// Its place among the part's pieces, from 0.
    package let position: Int
    /// The digest of its bytes, which names it in transport and storage.
    package let digest: ContentDigest
    package let size: Int

    /// How many pieces a sealed part of this size has.
    static func count(ofSize size: Int) -> Int {
        (size + RegistryLimits.pieceSize - 1) / RegistryLimits.pieceSize
    }

    /// The bytes of each piece of a sealed part.
    package static func cut(_ sealed: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: sealed.count, by: RegistryLimits.pieceSize).map { start in
            Array(sealed[start..<min(start + RegistryLimits.pieceSize, sealed.count)])
        }
    }
}

extension ManifestPart {
    /// The pieces in which the part travels; a smaller one is a single piece.
    package var pieces: [SealedPiece] {
        guard !pieceDigests.isEmpty else {
            return [SealedPiece(part: name, position: 0, digest: sealedDigest, size: sealedSize)]
        }
        return pieceDigests.enumerated().map { position, digest in
            let begin = position * RegistryLimits.pieceSize
            return SealedPiece(
                part: name, position: position, digest: digest,
                size: min(RegistryLimits.pieceSize, sealedSize - begin))
        }
    }
}

extension RecordManifest {
    /// All that travels before the manifest, in order.
    package var pieces: [SealedPiece] { parts.flatMap(\.pieces) }
}
