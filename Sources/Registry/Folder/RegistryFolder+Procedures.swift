import CardCrypto
package import FoundationEssentials

/// The bundles of procedures that a registry makes.
///
/// ```
/// procedure-bundles/N    a file for each number that was taken, with the time: none is used twice
/// ```
extension RegistryFolder {
    /// A bundle that was made.
    package struct MadeProcedures: Sendable {
        package let bundle: ProcedureBundle
        /// SignedData, as stations take it.
        package let bytes: [UInt8]
    }

    /// Signs files under the next number, as ``makeTrustBundle(validFor:at:)`` does. Whoever calls this has checked them.
    package func makeProcedureBundle(
        _ files: [String: [UInt8]], validFor time: TimeInterval, at now: Date
    ) throws -> MadeProcedures {
        let (issued, expires) = (Timestamp(now), Timestamp(now + time))
        // What cannot be bundled takes no number.
        _ = try ProcedureBundle(number: 1, issued: issued, expires: expires, files: files)
        let bundle = try ProcedureBundle(
            number: takeNumber(in: "procedure-bundles", at: now), issued: issued, expires: expires, files: files)
        let signer = try stationCA().issueTrustSigner(until: expires.date, at: now)
        let bytes = try SignedData.sign(
            bundle.serialized(), contentType: ProcedureBundle.contentType, key: signer.key,
            certificate: signer.certificate, digest: .sha256, signingTime: now, isDetached: false, isCAdES: true)
        guard bytes.count <= ProcedureBundle.maximumSize else {
            throw RegistryError(.tooLarge, "a bundle of procedures of \(bytes.count) bytes", fault: .registry)
        }
        return MadeProcedures(bundle: bundle, bytes: bytes)
    }
}
