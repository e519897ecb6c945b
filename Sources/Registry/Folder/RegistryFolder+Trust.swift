import CardCrypto
package import DocumentPKI
package import FoundationEssentials

/// What the registry trusts, and the bundles that carry it to the stations.
///
/// ```
/// trust/             the registry's trust folder
/// trust-bundles/N    a file for each bundle that was made, with its SHA-256: numbers are never used twice
/// ```
extension RegistryFolder {
    private static let bundleFolder = "trust-bundles"

    /// A bundle that was made.
    package struct MadeBundle: Sendable {
        package let bundle: TrustBundle
        /// SignedData, as stations take it.
        package let bytes: [UInt8]
    }

    package var trust: TrustFolder { TrustFolder(trustPath) }

    /// Signs what the registry trusts now, under the next number. The number is on disk before the bundle is given out.
    ///
    /// The station CA certifies a fresh key for it, which signs this one bundle and is kept nowhere.
    /// - Throws: `folderUnusable` where nothing is trusted: such a bundle would empty its stations.
    package func makeTrustBundle(validFor time: TimeInterval, at now: Date) throws -> MadeBundle {
        let store = try TrustStore.load(folder: trustPath).store
        guard !store.anchors.isEmpty else {
            throw RegistryError(
                .folderUnusable, "\(trustPath) has no trusted certificate; import some first", fault: .registry)
        }
        let folder = "\(path)/\(Self.bundleFolder)"
        try DurableFile.makeFolder(folder)
        let numbers = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { Int($0) }
        let number = (numbers.max() ?? 0) + 1
        let bundle = TrustBundle(
            number: number, issued: now, expires: now + time, certificates: store.anchors.map(\.der),
            documentSigners: store.documentSignerEncodings, revocationLists: store.revocationLists.map(\.der))
        let signer = try stationCA().issueTrustSigner(until: bundle.expires, at: now)
        let bytes = try SignedData.sign(
            bundle.serialized(), contentType: TrustBundle.contentType, key: signer.key, certificate: signer.certificate,
            digest: .sha256, signingTime: now, isDetached: false, isCAdES: true)
        guard bytes.count <= TrustBundle.maximumSize else {
            throw RegistryError(.tooLarge, "a trust bundle of \(bytes.count) bytes", fault: .registry)
        }
        // Another one who makes a bundle at the same time finds the number taken.
        let digest = Base16.text(try Digest.sha256.hash(bytes))
        try DurableFile.create("\(folder)/\(number)", Array("\(digest)\n".utf8), mode: 0o644)
        return MadeBundle(bundle: bundle, bytes: bytes)
    }
}
