/// The largest things that station and registry accept from one another.
package enum RegistryLimits {
    /// Parts in one record.
    package static let parts = 64
    /// Bytes of one part in clear: a portrait or a fingerprint image is well below it.
    package static let partSize = 16 << 20
    /// Bytes of one sealed part: the seal's header and a tag for each chunk on top.
    package static let sealedPartSize = partSize + (64 << 10)
    /// Bytes of one piece: what travels in one request. A sealed part above it is sent and stored in several.
    package static let pieceSize = 256 << 10
    /// Pieces of all parts of one record.
    package static let pieces = recordSize / pieceSize + parts
    /// Bytes of all sealed parts of one record.
    package static let recordSize = 64 << 20
    /// Bytes of a manifest.
    package static let manifestSize = 64 << 10
    /// Bytes of a signature over a manifest, certificates included.
    package static let signatureSize = 64 << 10
    /// Bytes of a signed manifest on the wire (base64).
    package static let signedManifestSize = (manifestSize + signatureSize) * 3 / 2
    /// Bytes of a receipt: a tree of 2⁶³ leaves would need 63 hashes.
    package static let receiptSize = 16 << 10
    /// Bytes of sealed parts that a station may leave with the registry without a record that uses them.
    package static let pendingSize = 4 * recordSize
}
