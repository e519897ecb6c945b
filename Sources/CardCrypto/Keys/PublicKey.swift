internal import COpenSSL

/// A public key for signatures, held by OpenSSL.
///
/// `@unchecked Sendable`: the key is complete when `init` returns and only read afterwards.
package final class PublicKey: @unchecked Sendable {
    let key: OpaquePointer

    init(owning key: OpaquePointer) { self.key = key }

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

    /// An RSA key from its numbers.
    package convenience init(modulus: [UInt8], exponent: [UInt8]) throws {
        guard (64...1024).contains(modulus.count), (1...8).contains(exponent.count) else {
            throw CardCryptoError(.invalidKey, "RSA key of \(modulus.count) bytes")
        }
        self.init(
            owning: try Self.build("RSA") { builder in
                let (n, e) = (try BigNumber(modulus), try BigNumber(exponent))
                // The builder keeps the pointers until the parameters are made.
                return try Self.parameters(builder, keeping: (n, e)) {
                    OSSL_PARAM_BLD_push_BN($0, OSSL_PKEY_PARAM_RSA_N, n.pointer) == 1
                        && OSSL_PARAM_BLD_push_BN($0, OSSL_PKEY_PARAM_RSA_E, e.pointer) == 1
                }
            })
    }

    /// A key on a curve.
    package convenience init(_ point: GroupElement) throws {
        guard case .curve(let curve) = point.group else {
            throw CardCryptoError(.unsupportedAlgorithm, "signatures in \(point.group)")
        }
        self.init(
            owning: try Self.build("EC") { builder in
                try Self.parameters(builder, keeping: ()) {
                    OSSL_PARAM_BLD_push_utf8_string($0, OSSL_PKEY_PARAM_GROUP_NAME, curve.rawValue, 0) == 1
                        && OSSL_PARAM_BLD_push_octet_string(
                            $0, OSSL_PKEY_PARAM_PUB_KEY, point.bytes, point.bytes.count) == 1
                }
            })
    }

    package var isRSA: Bool { EVP_PKEY_is_a(key, "RSA") == 1 }
    /// Bits of the modulus, or of the curve's order.
    package var bitCount: Int { Int(EVP_PKEY_get_bits(key)) }

    private static func build(
        _ type: String, _ parameters: (OpaquePointer) throws -> UnsafeMutablePointer<OSSL_PARAM>
    ) throws -> OpaquePointer {
        guard let builder = OSSL_PARAM_BLD_new() else { throw CardCryptoError.library("public key") }
        defer { OSSL_PARAM_BLD_free(builder) }
        let parameters = try parameters(builder)
        defer { OSSL_PARAM_free(parameters) }
        guard let context = EVP_PKEY_CTX_new_from_name(nil, type, nil) else {
            throw CardCryptoError.library("public key")
        }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_fromdata_init(context) == 1,
            EVP_PKEY_fromdata(context, &key, chip_EVP_PKEY_PUBLIC_KEY(), parameters) == 1, let key
        else { throw CardCryptoError.library("public key", code: .invalidKey) }
        return key
    }

    private static func parameters(
        _ builder: OpaquePointer, keeping kept: Any, _ push: (OpaquePointer) -> Bool
    ) throws -> UnsafeMutablePointer<OSSL_PARAM> {
        let parameters = withExtendedLifetime(kept) {
            push(builder) ? OSSL_PARAM_BLD_to_param(builder) : nil
        }
        guard let parameters else { throw CardCryptoError.library("public key") }
        return parameters
    }
}
