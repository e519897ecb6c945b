internal import COpenSSL

/// A private key for signatures or for Chip Authentication, held by OpenSSL and wiped when it goes.
///
/// `@unchecked Sendable`: the key is complete when `init` returns and only read afterwards, which OpenSSL allows
/// from several threads.
package final class PrivateKey: @unchecked Sendable {
    /// What kind of key to make.
    package enum Algorithm: Sendable, Hashable {
        case ec(EllipticCurve.Name)
        case rsa(bits: Int)
    }

    let key: OpaquePointer

    private init(owning key: OpaquePointer) { self.key = key }

    deinit { EVP_PKEY_free(key) }

    /// A fresh key.
    package static func generate(_ algorithm: Algorithm) throws -> PrivateKey {
        let name = if case .ec = algorithm { "EC" } else { "RSA" }
        guard let context = EVP_PKEY_CTX_new_from_name(nil, name, nil) else { throw CardCryptoError.library("key") }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_keygen_init(context) == 1 else { throw CardCryptoError.library("key") }
        let isSet =
            switch algorithm {
            case .ec(let curve): EVP_PKEY_CTX_set_group_name(context, curve.rawValue)
            case .rsa(let bits): EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(clamping: bits))
            }
        var key: OpaquePointer?
        guard isSet == 1, EVP_PKEY_generate(context, &key) == 1, let key else { throw CardCryptoError.library("key") }
        return PrivateKey(owning: key)
    }

    /// Reads an unencrypted PKCS#8 key in PEM.
    package convenience init(pem: SecretBytes) throws {
        let input = try MemoryBIO(isSecret: true)
        let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
            guard BIO_write(input.pointer, bytes.baseAddress, Int32(clamping: bytes.count)) > 0 else { return nil }
            return PEM_read_bio_PrivateKey(input.pointer, nil, { _, _, _, _ in 0 }, nil)
        }
        guard let key else { throw CardCryptoError.library("private key is not readable", code: .invalidKey) }
        self.init(owning: key)
    }

    /// PKCS#8, PEM, not encrypted.
    package func pem() throws -> SecretBytes {
        let output = try MemoryBIO(isSecret: true)
        guard PEM_write_bio_PKCS8PrivateKey(output.pointer, key, nil, nil, 0, nil, nil) == 1 else {
            throw CardCryptoError.library("private key")
        }
        return output.withBytes { SecretBytes($0) }
    }

    /// SubjectPublicKeyInfo. Vietnamese chips write the curve as explicit parameters.
    package func publicKeyInfo(explicitParameters: Bool = false) throws -> [UInt8] {
        guard explicitParameters else { return try derEncoding("public key") { i2d_PUBKEY(key, $0) } }
        guard let copy = EVP_PKEY_dup(key) else { throw CardCryptoError.library("public key") }
        defer { EVP_PKEY_free(copy) }
        guard EVP_PKEY_set_utf8_string_param(copy, OSSL_PKEY_PARAM_EC_ENCODING, "explicit") == 1 else {
            throw CardCryptoError.library("public key")
        }
        return try derEncoding("public key") { i2d_PUBKEY(copy, $0) }
    }

    /// The private number of an elliptic-curve key, padded to the curve's length.
    package func scalar(on curve: EllipticCurve) throws -> SecretBytes {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1, let number else {
            throw CardCryptoError.library("private key", code: .invalidKey)
        }
        defer { BN_clear_free(number) }
        return try SecretBytes(count: curve.scalarLength) { bytes in
            let target = bytes.bindMemory(to: UInt8.self).baseAddress
            guard BN_bn2binpad(number, target, Int32(clamping: bytes.count)) >= 0 else {
                throw CardCryptoError.library("private key", code: .invalidKey)
            }
        }
    }
}
