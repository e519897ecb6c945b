import CardCrypto
import FoundationEssentials

extension TrustImporter {
    /// A list as a whole must lead to a pin; then each of its certificates is judged for itself.
    mutating func takeMasterList(_ der: [UInt8], entry: String, fileName: String, at file: Int) throws {
        let name = entry.isEmpty ? fileName : "\(fileName): \(entry)"
        let list: MasterList
        let anchor: Certificate
        do {
            list = try MasterList(parsing: der)
            anchor = try list.anchor(pins: options.pins, at: now)
        } catch let refusal as TrustRefusal {
            return tell(.masterList, name, nil, .refused(refusal), in: file)
        } catch let error as TrustError where error.code == .notAllowed {
            return refuse(.signerNotAllowed, error.message, .masterList, name, file)
        } catch let error as CardCryptoError where error.code == .signatureInvalid {
            return refuse(.signatureInvalid, error.message, .masterList, name, file)
        } catch {
            return refuse(.malformed, "\(error)", .masterList, name, file)
        }
        let source = TrustSource(
            kind: .masterList, name: name, digest: try Digest.sha256.hash(der), signer: "\(list.signer)",
            anchor: anchor.fingerprint, signed: list.signingTime, imported: now)
        for entry in list.entries {
            switch entry {
            case .unreadable(let der, let reason):
                tell(
                    .anchor, "", try Digest.sha256.hash(der),
                    .refused(TrustRefusal(CertificateRefusal.unreadable(reason))), in: file)
            case .certificate(let certificate):
                if let refusal = CertificateRefusal(certificate) {
                    refuse(TrustRefusal(refusal), .anchor, certificate, file)
                } else {
                    try add(certificate, Origin(source: source, file: file))
                }
            }
        }
    }

    /// A certificate that the operator gives: an authority is trusted, anything else can only be a document signer.
    mutating func takeCertificate(_ der: [UInt8], _ origin: Origin) throws {
        let file = origin.file
        let certificate: Certificate
        do { certificate = try Certificate(der: der) } catch {
            return refuse(.unreadable, "it cannot be read: \(error)", .anchor, "", file)
        }
        switch CertificateRefusal(certificate) {
        case nil: try add(certificate, origin)
        case .notAnAuthority?: documentSigners.append((der, origin))
        case let refusal?: refuse(TrustRefusal(refusal), .anchor, certificate, file)
        }
    }

    /// A directory is signed by nobody: an authority in it needs a pin of its own.
    mutating func takeAuthority(_ der: [UInt8], _ origin: Origin) throws {
        let file = origin.file
        let certificate: Certificate
        do { certificate = try Certificate(der: der) } catch {
            return refuse(.unreadable, "it cannot be read: \(error)", .anchor, origin.entry, file)
        }
        if let refusal = CertificateRefusal(certificate) {
            return refuse(TrustRefusal(refusal), .anchor, certificate, file)
        }
        guard options.pins.contains(where: { $0.fingerprint == certificate.fingerprint }) else {
            guard try rows.role(of: certificate.fingerprint) == .anchor else {
                let sentence = "nobody signs a directory: pin the certificate by its fingerprint to trust it"
                return refuse(TrustRefusal(.notPinned, sentence), .anchor, certificate, file)
            }
            return tell(.anchor, "\(certificate)", certificate.fingerprint, .alreadyThere, in: file)
        }
        try add(certificate, origin)
    }

    /// Writes an anchor, unless the operator took it out.
    mutating func add(_ certificate: Certificate, _ origin: Origin) throws {
        guard try isAdmitted(certificate, .anchor, origin) else { return }
        let flaws = CertificateFlaw.all(of: certificate)
        let isThere = try rows.role(of: certificate.fingerprint) == .anchor
        if !isThere { try rows.insert(certificate, .anchor, flaws: flaws, at: now) }
        try rows.note(certificate.fingerprint, from: row(origin.source), entry: origin.entry)
        tell(
            .anchor, "\(certificate)", certificate.fingerprint, isThere ? .alreadyThere : .added, flaws: flaws,
            in: origin.file)
    }

    /// Whether a certificate was not removed; readmits it where that is asked for.
    mutating func isAdmitted(
        _ certificate: Certificate, _ kind: TrustImportReport.Kind, _ origin: Origin
    ) throws -> Bool {
        guard removed.contains(certificate.fingerprint) else { return true }
        guard options.readmits else {
            let sentence = "it was removed from this trust store; --readmit takes it back"
            refuse(TrustRefusal(.removed, sentence), kind, certificate, origin.file)
            return false
        }
        try rows.readmit(certificate.fingerprint)
        removed.remove(certificate.fingerprint)
        return true
    }
}
