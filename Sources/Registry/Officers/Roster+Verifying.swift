package import CardCrypto
import DocumentPKI

/// A roster travels as a trust bundle does: SignedData, by a signer that the registry's CA certified for nothing else.
extension Roster {
    /// eContentType, beside those of trust bundles.
    package static let contentType = "2.25.236523499786755466911794400392222386197.3"
    /// In the signer's extKeyUsage.
    package static let signerPurpose = "2.25.236523499786755466911794400392222386197.4"

    /// The roster that a signer of the authorities signed. Whether it has expired is asked of it afterwards: a station
    /// says that otherwise than that it was forged.
    ///
    /// - Throws: `rosterNotGenuine`, `malformedRoster`, `malformedOfficer`, `malformedJSON`.
    package static func verify(_ der: [UInt8], trusting authorities: [Certificate]) throws(RegistryError) -> Roster {
        let signed: VerifiedSignedData
        do { signed = try SignedData.verify(der, maximumSize: maximumSize) } catch {
            throw notGenuine("it is not signed, or was altered: \(error)")
        }
        guard signed.contentType == contentType, signed.signer.hasExtendedKeyUsage(signerPurpose),
            [.sha256, .sha384, .sha512].contains(signed.digest)
        else { throw notGenuine("it is no roster, or its signer's certificate is not one for rosters") }
        let roster = try Roster(parsing: signed.content)
        let chain: CertificateChain.Outcome
        do {
            chain = try CertificateChain.verify(signed.signer, trusting: authorities, at: roster.issued.date)
        } catch { throw notGenuine("its signer's certificate cannot be checked: \(error)") }
        switch chain {
        case .trusted(let path) where path.count > 1: return roster
        case .trusted, .noAnchor: throw notGenuine("another authority than this station's signed it")
        case .invalid(let reason): throw notGenuine("its signer's certificate does not hold: \(reason)")
        }
    }

    private static func notGenuine(_ why: String) -> RegistryError {
        RegistryError(.rosterNotGenuine, "the roster is not genuine: \(why)", fault: .registry)
    }
}
