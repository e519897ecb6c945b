internal import COpenSSL

/// A public key for signatures, held by OpenSSL.
///
/// `@unchecked Sendable`: the key is complete when `init` returns and only read afterwards.
package final class PublicKey: @unchecked Sendable {
    let key: OpaquePointer

    private init(owning key: OpaquePointer) { self.key = key }

    deinit { EVP_PKEY_free(key) }

    /// Reads a SubjectPublicKeyInfo: RSA, or an elliptic curve that is standardised, in whatever form it is written.
    package convenience init(subjectPublicKeyInfo der: [UInt8]) throws {
        guard der.count <= 4096 else { throw CardCryptoError(.invalidKey, "public key of \(der.count) bytes") }
        let key = try parseDER("public key", der, free: { EVP_PKEY_free($0) }) { d2i_PUBKEY(nil, $0, $1) }
        self.init(owning: key)
        if !isRSA, case .prime = try AgreementPublicKeyInfo.domain(of: key).group {
            throw CardCryptoError(.unsupportedAlgorithm, "a key for key agreement cannot sign")
        }
        guard (160...8192).contains(bitCount) else {
            throw CardCryptoError(.invalidKey, "public key of \(bitCount) bits")
        }
    }

    /// The key that a certificate certifies, of a kind that ``init(subjectPublicKeyInfo:)`` takes.
    package convenience init(_ certificate: Certificate) throws {
        let der = try derEncoding("public key") { i2d_PUBKEY(X509_get0_pubkey(certificate.x509), $0) }
        try self.init(subjectPublicKeyInfo: der)
    }

    /// An RSA key from its numbers.
    package convenience init(modulus: [UInt8], exponent: [UInt8]) throws {
        guard (64...1024).contains(modulus.count), (1...8).contains(exponent.count) else {
            throw CardCryptoError(.invalidKey, "RSA key of \(modulus.count) bytes")
        }
        let (n, e) = (try BigNumber(modulus), try BigNumber(exponent))
        guard let key = withExtendedLifetime((n, e), { chip_EVP_PKEY_from_rsa(n.pointer, e.pointer) }) else {
            throw CardCryptoError.library("public key", code: .invalidKey)
        }
        self.init(owning: key)
    }

    /// A key on a curve.
    package convenience init(_ point: GroupElement) throws {
        guard case .curve(let curve) = point.group else {
            throw CardCryptoError(.unsupportedAlgorithm, "signatures in \(point.group)")
        }
        guard let key = chip_EVP_PKEY_from_point(curve.rawValue, point.bytes, point.bytes.count) else {
            throw CardCryptoError.library("public key", code: .invalidKey)
        }
        self.init(owning: key)
    }

    package var isRSA: Bool { EVP_PKEY_is_a(key, "RSA") == 1 }
    /// Bits of the modulus, or of the curve's order.
    package var bitCount: Int { Int(EVP_PKEY_get_bits(key)) }
}
