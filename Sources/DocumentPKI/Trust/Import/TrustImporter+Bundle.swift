import CardCrypto
import FoundationEssentials

extension TrustImporter {
    /// A bundle's number must rise; what only earlier bundles of the same authority gave goes.
    mutating func takeBundle(_ der: [UInt8], fileName: String, at file: Int) throws {
        let verified: TrustBundle.Verified
        do { verified = try TrustBundle.verify(der, trusting: options.authorities, at: now) } catch {
            return tell(.bundle, fileName, nil, .refused(error), in: file)
        }
        let (bundle, authority) = (verified.bundle, verified.authority.fingerprint)
        let name = "bundle \(bundle.number)"
        if let last = try rows.bundle(of: authority) {
            if bundle.number < last.number {
                return refuse(
                    .rollback, "it has number \(bundle.number), and number \(last.number) is here", .bundle, name, file)
            }
            if bundle.number == last.number {
                guard verified.digest == last.content else {
                    return refuse(
                        .numberReused, "another bundle with number \(bundle.number) is here; tell the registry",
                        .bundle, name, file)
                }
                return tell(.bundle, name, verified.digest, .alreadyThere, in: file)
            }
        }
        let source = TrustSource(
            kind: .bundle, name: fileName, digest: try Digest.sha256.hash(der), signer: "\(verified.signer)",
            anchor: authority, signed: bundle.issued, expires: bundle.expires, imported: now)
        try rows.replaceBundle(of: authority, number: bundle.number, content: verified.digest, source: row(source))
        tell(.bundle, name, verified.digest, .added, in: file)
        let origin = Origin(source: source, file: file)
        for der in bundle.certificates { try takeBundled(der, origin) }
        documentSigners += bundle.documentSigners.map { ($0, origin) }
        revocationLists += bundle.revocationLists.map { ($0, origin) }
    }

    private mutating func takeBundled(_ der: [UInt8], _ origin: Origin) throws {
        let certificate: Certificate
        do { certificate = try Certificate(der: der) } catch {
            return refuse(.unreadable, "it cannot be read: \(error)", .anchor, "", origin.file)
        }
        if let refusal = CertificateRefusal(certificate) {
            refuse(TrustRefusal(refusal), .anchor, certificate, origin.file)
        } else {
            try add(certificate, origin)
        }
    }
}
