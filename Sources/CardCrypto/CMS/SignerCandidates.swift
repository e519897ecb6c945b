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
    ///   - certificates: those inside.
    ///   - known: gives the certificates that the signer's identifier names; asked where none of them is inside.
    init(_ identifier: SignerIdentifier, _ certificates: [Certificate], _ known: () -> [Certificate]) throws {
        guard certificates.count <= Self.maximumCount else {
            throw CardCryptoError(.malformed, "SignedData with \(certificates.count) certificates")
        }
        self.certificates = certificates
        let named = certificates.filter { identifier.matches($0) }
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

    /// The readable certificates inside.
    static func certificates(_ cms: OpaquePointer) -> [Certificate] {
        let stack = CMS_get1_certs(cms)
        defer { chip_sk_X509_pop_free(stack) }
        return (0..<max(0, min(chip_sk_X509_num(stack), Int32(maximumCount + 1)))).compactMap { index in
            guard let x509 = chip_sk_X509_value(stack, index), X509_up_ref(x509) == 1 else { return nil }
            return try? Certificate(owning: x509)
        }
    }
}
