package import CardCrypto
package import FoundationEssentials

extension TrustBundle {
    /// A bundle that an authority's signer signed, and which authority.
    package struct Verified: Sendable {
        package let bundle: TrustBundle
        package let signer: Certificate
        package let authority: Certificate
        /// SHA-256 of the bundle's own bytes.
        package let digest: [UInt8]
    }

    /// Checks who signed a bundle and when. What is in it is judged where it is imported.
    package static func verify(
        _ der: [UInt8], trusting authorities: [Certificate], at now: Date
    ) throws(TrustRefusal) -> Verified {
        let signed = try AuthoritySigned<TrustBundle>.verify(
            der, contentType: contentType, what: "trust bundle", maximumSize: maximumSize, trusting: authorities,
            at: now
        ) { bytes in
            let bundle = try TrustBundle(parsing: bytes)
            return .init(content: bundle, number: bundle.number, issued: bundle.issued, expires: bundle.expires)
        }
        return Verified(
            bundle: signed.content, signer: signed.signer, authority: signed.authority, digest: signed.digest)
    }
}
