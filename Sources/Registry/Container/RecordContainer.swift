/// A record as a file that other people's programs open and verify: ASiC-S (ETSI EN 319 162-1 §4.3).
///
/// ```
/// mimetype                  application/vnd.etsi.asic-s+zip, first and stored
/// manifest.json             the one data object: the record's manifest, as it was signed
/// META-INF/signature.p7s    the station's CAdES signature over it, as it is
/// ```
///
/// An ASiC-S holds one data object. The sealed parts are not in it: the manifest names each by size and digest, and nobody
/// but the registry could open them.
package struct RecordContainer: Sendable, Hashable {
    package let record: SignedManifest

    package static let mediaType = "application/vnd.etsi.asic-s+zip"
    private static let typeName = "mimetype"
    private static let manifestName = "manifest.json"
    private static let signatureName = "META-INF/signature.p7s"
    /// Bytes of a container: manifest, signature, and what ZIP needs around them.
    package static let maximumSize = RegistryLimits.manifestSize + RegistryLimits.signatureSize + 1024

    package init(_ record: SignedManifest) { self.record = record }

    package func serialized() throws(RegistryError) -> [UInt8] {
        try StoredZIP([
            .init(name: Self.typeName, bytes: Array(Self.mediaType.utf8)),
            .init(name: Self.manifestName, bytes: record.manifest),
            .init(name: Self.signatureName, bytes: record.signature),
        ]).serialized()
    }

    /// Reads a container as `serialized` writes it; says nothing about the signature.
    /// - Throws: `malformedContainer`.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        let files = try StoredZIP(parsing: bytes, atMost: Self.maximumSize).files
        guard files.map(\.name) == [Self.typeName, Self.manifestName, Self.signatureName],
            files[0].bytes == Array(Self.mediaType.utf8)
        else { throw StoredZIP.malformed("it is no ASiC-S with one manifest and one signature") }
        self.init(SignedManifest(manifest: files[1].bytes, signature: files[2].bytes))
    }
}
