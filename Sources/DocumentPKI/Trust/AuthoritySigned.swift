package import CardCrypto
package import FoundationEssentials

/// What a registry signed for its stations, with a number that rises: trust bundles, bundles of procedures.
///
/// CMS SignedData (CAdES-B) by a signer that one of the station's authorities certified for that and for nothing else.
package struct AuthoritySigned<Content: Sendable>: Sendable {
    package let content: Content
    package let signer: Certificate
    package let authority: Certificate
    /// SHA-256 of the content's bytes.
    package let digest: [UInt8]

    /// What the content says of itself.
    package struct Stated: Sendable {
        package let content: Content
        package let number: Int
        package let issued: Date
        package let expires: Date

        package init(content: Content, number: Int, issued: Date, expires: Date) {
            (self.content, self.number, self.issued, self.expires) = (content, number, issued, expires)
        }
    }

    /// Checks who signed, and that it is not of the future and has not expired.
    ///
    /// - Parameters:
    ///   - contentType: eContentType that it must have, an object identifier.
    ///   - what: what it is, for the sentences: `trust bundle`.
    ///   - reading: the signed bytes as the content; whatever it throws is told as `malformed`.
    package static func verify(
        _ der: [UInt8], contentType: String, what: String, maximumSize: Int, trusting authorities: [Certificate],
        at now: Date, reading: ([UInt8]) throws -> Stated
    ) throws(TrustRefusal) -> AuthoritySigned {
        guard !authorities.isEmpty else {
            throw TrustRefusal(
                .noAuthority, "it is a \(what), and no authority is given that may sign one (station-ca.pem)")
        }
        let signed: VerifiedSignedData
        do { signed = try SignedData.verify(der, maximumSize: maximumSize) } catch let error as CardCryptoError {
            throw TrustRefusal(error.code == .signatureInvalid ? .signatureInvalid : .malformed, error.message)
        } catch { throw TrustRefusal(.malformed, "\(error)") }
        guard signed.signer.hasExtendedKeyUsage(TrustBundle.signerPurpose), signed.contentType == contentType,
            [.sha256, .sha384, .sha512].contains(signed.digest)
        else { throw TrustRefusal(.signerNotAllowed, "its signer's certificate is not one for signing \(what)s") }
        let stated: Stated
        let digest: [UInt8]
        do {
            stated = try reading(signed.content)
            digest = try Digest.sha256.hash(signed.content)
        } catch { throw TrustRefusal(.malformed, "\(error)") }
        // A signer's certificate ends with what it signed: that this has expired is told, and not that its signer has.
        let authority = try authority(of: signed.signer, among: authorities, at: stated.issued)
        guard stated.issued <= now + TrustImport.clockTolerance else {
            throw TrustRefusal(.fromTheFuture, "it was issued in the future; look at this machine's clock")
        }
        guard now <= stated.expires else {
            throw TrustRefusal(.expired, "bundle \(stated.number) has expired; ask the registry for a new one")
        }
        _ = try self.authority(of: signed.signer, among: authorities, at: max(now, stated.issued))
        return AuthoritySigned(content: stated.content, signer: signed.signer, authority: authority, digest: digest)
    }

    /// The authority that vouches for a signer.
    private static func authority(
        of signer: Certificate, among authorities: [Certificate], at time: Date
    ) throws(TrustRefusal) -> Certificate {
        let chain: CertificateChain.Outcome
        do { chain = try CertificateChain.verify(signer, trusting: authorities, at: time) } catch {
            throw TrustRefusal(.malformed, "its signer's certificate cannot be checked: \(error)")
        }
        switch chain {
        case .trusted(let path):
            guard path.count > 1, let authority = path.last else {
                throw TrustRefusal(.signerNotAllowed, "its signer is an authority itself")
            }
            return authority
        case .noAnchor: throw TrustRefusal(.signerNotAllowed, "another authority than this station's signed it")
        case .invalid(let reason): throw TrustRefusal(.signerNotAllowed, "its signer does not hold: \(reason)")
        }
    }
}
