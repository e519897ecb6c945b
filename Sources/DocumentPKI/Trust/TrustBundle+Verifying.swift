package import CardCrypto
package import FoundationEssentials
import SmartCard

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
        guard !authorities.isEmpty else {
            throw TrustRefusal(
                .noAuthority, "it is a trust bundle, and no authority is given that may sign one (station-ca.pem)")
        }
        let signed: VerifiedSignedData
        let chain: CertificateChain.Outcome
        do {
            signed = try SignedData.verify(der, maximumSize: maximumSize)
            chain = try CertificateChain.verify(signed.signer, trusting: authorities, at: now)
        } catch let error as CardCryptoError {
            throw TrustRefusal(error.code == .signatureInvalid ? .signatureInvalid : .malformed, error.message)
        } catch { throw TrustRefusal(.malformed, "\(error)") }
        switch chain {
        case .trusted: break
        case .noAnchor: throw TrustRefusal(.signerNotAllowed, "another authority than this station's signed it")
        case .invalid(let reason): throw TrustRefusal(.signerNotAllowed, "its signer does not hold: \(reason)")
        }
        guard case .trusted(let path) = chain, let authority = path.last, path.count > 1,
            signed.signer.hasExtendedKeyUsage(signerPurpose), signed.contentType == contentType,
            [.sha256, .sha384, .sha512].contains(signed.digest)
        else { throw TrustRefusal(.signerNotAllowed, "its signer's certificate is not one for signing trust bundles") }
        let bundle: TrustBundle
        let digest: [UInt8]
        do {
            bundle = try TrustBundle(parsing: signed.content)
            digest = try Digest.sha256.hash(signed.content)
        } catch { throw TrustRefusal(.malformed, "\(error)") }
        guard bundle.issued <= now + TrustImport.clockTolerance else {
            throw TrustRefusal(.fromTheFuture, "it was issued in the future; look at this machine's clock")
        }
        guard now <= bundle.expires else {
            throw TrustRefusal(.expired, "bundle \(bundle.number) has expired; ask the registry for a new one")
        }
        return Verified(bundle: bundle, signer: signed.signer, authority: authority, digest: digest)
    }
}
