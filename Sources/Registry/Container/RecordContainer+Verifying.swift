import CardCrypto
import FoundationEssentials

/// A record of a container whose signature holds.
package struct VerifiedContainer: Sendable {
    package let manifest: RecordManifest
    /// The digest of the manifest, which the record's receipt names.
    package let digest: ContentDigest
    /// The SHA-256 fingerprint of the certificate that signed, 64 lower-case hexadecimal digits.
    package let signer: String
}

extension RecordContainer {
    /// Verifies that the station which the manifest names signed it, with a certificate of its registry's station CA.
    ///
    /// The certificate is judged for the time that the manifest says it was signed at, which nobody but the station vouches
    /// for: the receipt says when the registry had it, and the registry's list which certificates were revoked.
    /// - Throws: `RegistryError` for a manifest that is none, `ProblemDetails` where the signature does not hold.
    package func verify(trusting authority: StationAuthority) throws -> VerifiedContainer {
        let manifest = try RecordManifest(parsing: record.manifest)
        let signer = try authority.verify(record, by: manifest.station, at: manifest.time.upperBound.date)
        return VerifiedContainer(
            manifest: manifest, digest: record.digest, signer: Base16.text(signer.certificate.fingerprint))
    }
}
