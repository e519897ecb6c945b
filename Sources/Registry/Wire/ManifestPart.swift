/// One part as the manifest lists it: what it is in clear, and what travels.
package struct ManifestPart: Sendable, Hashable {
    package let name: PartName
    /// The media type of the plaintext (RFC 6838), `application/json`, `image/jpeg`, `application/octet-stream`.
    package let mediaType: String
    /// The size of the plaintext in bytes.
    package let size: Int
    /// The digest of the plaintext.
    package let digest: ContentDigest
    /// The size of the sealed part in bytes.
    package let sealedSize: Int
    /// The digest of the sealed part, which names it in transport and storage where it is a single piece.
    package let sealedDigest: ContentDigest
    /// The digests of the pieces of a sealed part above `RegistryLimits.pieceSize`, in order; empty for a smaller one.
    package let pieceDigests: [ContentDigest]

    /// Checks sizes, the number of pieces and the media type.
    ///
    /// Manifests of before there were pieces list none also for larger parts.
    package init(
        name: PartName, mediaType: String, size: Int, digest: ContentDigest, sealedSize: Int,
        sealedDigest: ContentDigest, pieceDigests: [ContentDigest] = []
    ) throws(RegistryError) {
        guard (0...RegistryLimits.partSize).contains(size), (1...RegistryLimits.sealedPartSize).contains(sealedSize)
        else {
            throw RegistryError(
                .tooLarge, "part \(name) is larger than \(RegistryLimits.partSize) bytes", fault: .station)
        }
        guard pieceDigests.isEmpty || pieceDigests.count == SealedPiece.count(ofSize: sealedSize),
            pieceDigests.count != 1
        else { throw RecordManifest.malformed("part \(name) has \(pieceDigests.count) pieces") }
        let allowed = mediaType.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard allowed, (3...127).contains(mediaType.utf8.count), mediaType.contains("/") else {
            throw RecordManifest.malformed("part \(name) has no media type")
        }
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.digest = digest
        self.sealedSize = sealedSize
        self.sealedDigest = sealedDigest
        self.pieceDigests = pieceDigests
    }
}
