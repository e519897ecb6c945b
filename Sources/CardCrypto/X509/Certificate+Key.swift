internal import COpenSSL

/// The certified key, and the signature over it.
extension Certificate {
    /// The kind of key.
    package enum KeyKind: Sendable, Hashable {
        case rsa(bits: Int)
        /// A curve that is standardised, written as its name or as its numbers.
        case curve(EllipticCurve.Name, isExplicit: Bool)
        /// Anything else, a curve of the certificate's own making included.
        case unknown(String)
    }

    static func keyKind(_ x509: OpaquePointer) -> KeyKind {
        defer { ERR_clear_error() }
        guard let key = X509_get0_pubkey(x509) else { return .unknown("a key that OpenSSL cannot read") }
        if EVP_PKEY_is_a(key, "RSA") == 1 || EVP_PKEY_is_a(key, "RSA-PSS") == 1 {
            return .rsa(bits: Int(EVP_PKEY_get_bits(key)))
        }
        guard EVP_PKEY_is_a(key, "EC") == 1, let parameters = keyParameters(x509) else {
            return .unknown("a key that is neither RSA nor on a curve")
        }
        guard let name = EllipticCurve.Name(parameters: parameters) else {
            return .unknown("a curve that is not standardised")
        }
        return .curve(name, isExplicit: parameters.first == 0x30)
    }

    /// SubjectPublicKeyInfo of the certified key.
    package var publicKeyInfo: [UInt8] {
        get throws { try derEncoding("public key") { i2d_PUBKEY(X509_get0_pubkey(x509), $0) } }
    }

    /// Whether the signature is the issuer's. Says nothing of names, times or usage.
    package func isSigned(by issuer: Certificate) -> Bool {
        defer { ERR_clear_error() }
        guard let key = X509_get0_pubkey(issuer.x509) else { return false }
        return X509_verify(x509, key) == 1
    }

    /// The hash function of the signature; nil where the algorithm is not known.
    package var signatureDigest: Digest? {
        defer { ERR_clear_error() }
        var digest: Int32 = 0
        guard X509_get_signature_info(x509, &digest, nil, nil, nil) == 1 else { return nil }
        return Digest(nid: digest)
    }

    /// ECPKParameters of the SubjectPublicKeyInfo: an object identifier or a sequence of numbers.
    private static func keyParameters(_ x509: OpaquePointer) -> [UInt8]? {
        try? derEncoding("key parameters") { chip_i2d_X509_key_parameters(x509, $0) }
    }
}

extension Certificate.KeyKind: CustomStringConvertible {
    /// `RSA 2048`, `P-256`, `brainpoolP384r1`.
    package var description: String {
        switch self {
        case .rsa(let bits): "RSA \(bits)"
        case .curve(let name, _): name.title
        case .unknown(let reason): reason
        }
    }
}
