package import CardCrypto
import DocumentPKI

extension StationClosing {
    /// eContentType, beside those of trust bundles.
    package static let contentType = "\(TrustBundle.arc).7"
    /// Bytes of a signed closing.
    package static let maximumSize = 64 << 10

    /// The closing that a registry's signer signed. It counts for ever: its signer had to be valid when it was signed.
    ///
    /// - Throws: `closingRefused`.
    package static func verify(
        _ der: [UInt8], trusting authorities: [Certificate]
    ) throws(RegistryError) -> StationClosing {
        let signed: VerifiedSignedData
        do { signed = try SignedData.verify(der, maximumSize: maximumSize) } catch {
            throw refused("it is not signed, or was altered: \(error)")
        }
        guard signed.contentType == contentType, signed.signer.hasExtendedKeyUsage(TrustBundle.signerPurpose),
            [.sha256, .sha384, .sha512].contains(signed.digest)
        else { throw refused("it is another thing, or its signer's certificate is not one for it") }
        let closing = try StationClosing(parsing: signed.content)
        let chain: CertificateChain.Outcome
        do {
            chain = try CertificateChain.verify(signed.signer, trusting: authorities, at: closing.closed.date)
        } catch { throw refused("its signer's certificate cannot be checked: \(error)") }
        switch chain {
        case .trusted(let path) where path.count > 1: return closing
        case .trusted, .noAnchor: throw refused("another authority signed it")
        case .invalid(let reason): throw refused("its signer's certificate does not hold: \(reason)")
        }
    }
}
