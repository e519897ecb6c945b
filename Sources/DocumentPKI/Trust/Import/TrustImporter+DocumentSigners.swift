import CardCrypto
import FoundationEssentials

extension TrustImporter {
    /// What can be wrong with a document signer and leaves it usable.
    private static let signerFlaws: Set<CertificateFlaw> = [
        .negativeSerialNumber, .unusualSerialNumber, .oldVersion, .noKeyUsage, .noAuthorityKeyIdentifier,
        .explicitCurve, .teletexString, .noCountry, .invalidExtensions, .unknownCriticalExtension, .weakDigest,
        .weakKey,
    ]

    /// Document signers that a trusted authority issued become known; times are judged when a document is.
    mutating func takeDocumentSigners() throws {
        guard !documentSigners.isEmpty else { return }
        let store = TrustStore(anchors: try anchors())
        for (der, origin) in documentSigners {
            let certificate: Certificate
            do { certificate = try Certificate(der: der) } catch {
                refuse(.unreadable, "it cannot be read: \(error)", .documentSigner, origin.entry, origin.file)
                continue
            }
            if let role = try rows.role(of: certificate.fingerprint) {
                if role == .documentSigner {
                    try rows.note(certificate.fingerprint, from: row(origin.source), entry: origin.entry)
                }
                tell(.documentSigner, "\(certificate)", certificate.fingerprint, .alreadyThere, in: origin.file)
                continue
            }
            if let refusal = Self.refusal(of: certificate, in: store) {
                refuse(refusal, .documentSigner, certificate, origin.file)
                continue
            }
            guard try isAdmitted(certificate, .documentSigner, origin) else { continue }
            let flaws = CertificateFlaw.all(of: certificate).intersection(Self.signerFlaws)
            try rows.insert(certificate, .documentSigner, flaws: flaws, at: now)
            try rows.note(certificate.fingerprint, from: row(origin.source), entry: origin.entry)
            tell(
                .documentSigner, "\(certificate)", certificate.fingerprint, .added, flaws: flaws, in: origin.file)
        }
    }

    private static func refusal(of certificate: Certificate, in store: TrustStore) -> TrustRefusal? {
        if case .unknown(let reason) = certificate.keyKind {
            return TrustRefusal(CertificateRefusal.unusableKey(reason))
        }
        if certificate.isAuthority {
            return TrustRefusal(.notADocumentSigner, "it is an authority and stands where document signers do")
        }
        switch SignerChain(store, at: certificate.notBefore).verify(certificate) {
        case .noAnchor:
            return TrustRefusal(.issuerUnknown, "no trusted authority issued it; its issuer is \(certificate.issuer)")
        case .invalid(.signatureWrong):
            return TrustRefusal(.signatureInvalid, "it names a trusted authority, which did not sign it")
        case .trusted, .invalid: return nil
        }
    }

    /// Every anchor: the database's and the folder's own.
    func anchors() throws -> [Certificate] {
        let known = try rows.anchors()
        let fingerprints = Set(known.map(\.fingerprint))
        return known
            + loose.filter { !fingerprints.contains($0.fingerprint) && !removed.contains($0.fingerprint) }
    }
}
