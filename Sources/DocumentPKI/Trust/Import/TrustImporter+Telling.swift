import CardCrypto

extension TrustImporter {
    /// The file whose import takes things back.
    var lastFile: Int {
        report.files.lastIndex { $0.kind == .bundle || $0.kind == .directory } ?? max(0, report.files.count - 1)
    }

    mutating func tell(
        _ kind: TrustImportReport.Kind, _ name: String, _ fingerprint: [UInt8]?, _ outcome: TrustImportReport.Outcome,
        flaws: Set<CertificateFlaw> = [], in file: Int
    ) {
        guard report.files.indices.contains(file) else { return }
        report.files[file].rows.append(
            .init(kind: kind, name: name, fingerprint: fingerprint, outcome: outcome, flaws: flaws))
    }

    mutating func refuse(
        _ code: TrustRefusal.Code, _ sentence: String, _ kind: TrustImportReport.Kind, _ name: String, _ file: Int
    ) {
        tell(kind, name, nil, .refused(TrustRefusal(code, sentence)), in: file)
    }

    mutating func refuse(
        _ refusal: TrustRefusal, _ kind: TrustImportReport.Kind, _ certificate: Certificate, _ file: Int
    ) {
        tell(kind, "\(certificate)", certificate.fingerprint, .refused(refusal), in: file)
    }

    mutating func withdraw(_ certificate: Certificate, _ kind: TrustImportReport.Kind) {
        tell(kind, "\(certificate)", certificate.fingerprint, .withdrawn, in: lastFile)
    }
}
