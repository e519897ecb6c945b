import CardCrypto
package import DocumentPKI
package import FoundationEssentials

/// What the registry trusts, and the bundles that carry it to the stations.
///
/// ```
/// trust/             the registry's trust folder
/// trust-bundles/N    a file for each number that was taken, with the time: none is used twice
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
        let bundle = TrustBundle(
            number: try takeNumber(in: Self.bundleFolder, at: now), issued: now, expires: now + time,
            certificates: store.anchors.map(\.der),
            documentSigners: store.documentSignerEncodings, revocationLists: store.revocationLists.map(\.der))
        let signer = try stationCA().issueTrustSigner(until: bundle.expires, at: now)
        let bytes = try SignedData.sign(
            bundle.serialized(), contentType: TrustBundle.contentType, key: signer.key, certificate: signer.certificate,
            digest: .sha256, signingTime: now, isDetached: false, isCAdES: true)
        guard bytes.count <= TrustBundle.maximumSize else {
            throw RegistryError(.tooLarge, "a trust bundle of \(bytes.count) bytes", fault: .registry)
        }
        return MadeBundle(bundle: bundle, bytes: bytes)
    }

    /// Fills the trust folder of a new station, by a bundle: what later bundles leave out goes there as well, and nothing
    /// stays trusted only because it was copied once.
    package func giveTrust(to folder: String, at now: Date) throws {
        guard try !TrustStore.load(folder: trustPath).store.anchors.isEmpty else {
            return try DurableFile.makeFolder(folder)
        }
        let made = try makeTrustBundle(validFor: 90 * 86_400, at: now)
        var options = TrustImport.Options()
        options.authorities = [try stationCA().certificate]
        let file = TrustImport.File(name: "bundle \(made.bundle.number)", bytes: made.bytes)
        _ = try TrustFolder(folder).importing([file], options: options, at: now)
    }

    /// The next number of a folder of numbers, on disk when this returns. Whoever takes one at the same time gets another.
    func takeNumber(in name: String, at now: Date) throws -> Int {
        let folder = "\(path)/\(name)"
        try DurableFile.makeFolder(folder)
        var attempts = 0
        while true {
            let taken =
                try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { Int($0) }
                .filter { $0 < Int.max }.max() ?? 0
            let number = taken + 1
            do {
                try DurableFile.create("\(folder)/\(number)", Array("\(Timestamp(now))\n".utf8), mode: 0o644)
                return number
            } catch {
                attempts += 1
                let isTaken = FileManager.default.fileExists(atPath: "\(folder)/\(number)")
                guard isTaken, attempts < 100 else { throw error }
            }
        }
    }
}
