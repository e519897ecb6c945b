internal import COpenSSL

/// Whose key may have made a signature: the certificates that came along, and those that were known before.
struct SignerCandidates {
    /// Every readable certificate inside.
    let certificates: [Certificate]
    /// Those to be tried, in order.
    let signers: [Certificate]
    let deviations: Set<SignedDataDeviation>

    /// More than any document brings along.
    private static let maximumCount = 32
    /// How many keys are tried where the identifier names none of the certificates.
    private static let maximumGuesses = 4

    /// - Parameters:
    ///   - reused: gives a certificate that was read before, by its DER.
    ///   - known: gives the certificates that the signer's identifier names; asked where none of them is inside.
    init(
        _ cms: OpaquePointer, _ info: OpaquePointer, reusing reused: ([UInt8]) -> Certificate?,
        _ known: () -> [Certificate]
    ) throws {
        let stack = CMS_get1_certs(cms)
        defer { chip_sk_X509_pop_free(stack) }
        let count = chip_sk_X509_num(stack)
        guard count <= Self.maximumCount else {
            throw CardCryptoError(.malformed, "SignedData with \(count) certificates")
        }
        var certificates: [Certificate] = []
        var named: [Certificate] = []
        for index in 0..<max(0, count) {
            guard let x509 = chip_sk_X509_value(stack, index) else { continue }
            let der = try derEncoding("certificate") { i2d_X509(x509, $0) }
            let certificate: Certificate
            if let same = reused(der) {
                certificate = same
            } else {
                guard X509_up_ref(x509) == 1, let read = try? Certificate(owning: x509) else { continue }
                certificate = read
            }
            certificates.append(certificate)
            if CMS_SignerInfo_cert_cmp(info, x509) == 0 { named.append(certificate) }
        }
        self.certificates = certificates
        let candidates: [Certificate]
        if !named.isEmpty {
            (candidates, deviations) = (named, [])
        } else if case let known = known(), !known.isEmpty {
            (candidates, deviations) = (known, [.noSignerCertificate])
        } else {
            (candidates, deviations) = (Array(certificates.prefix(Self.maximumGuesses)), [.signerIdentifierMismatch])
        }
        guard !candidates.isEmpty else {
            throw CardCryptoError(.signerUnknown, "SignedData without its signer's certificate")
        }
        // A key on a curve of somebody's own making proves nothing: whoever chose the curve may know every key on it.
        signers = candidates.filter { if case .unknown = $0.keyKind { false } else { true } }
        guard !signers.isEmpty else {
            throw CardCryptoError(.invalidKey, "the signer's key is of an unknown kind or on no standardised curve")
        }
    }
}
