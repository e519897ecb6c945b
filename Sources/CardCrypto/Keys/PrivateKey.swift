internal import COpenSSL
import Synchronization

/// A private key for signatures or for Chip Authentication, held by OpenSSL and wiped when it goes.
///
/// `@unchecked Sendable`: the key is complete when `init` returns and only read afterwards, which OpenSSL allows
/// from several threads.
package final class PrivateKey: @unchecked Sendable {
    /// What kind of key to make.
    package enum Algorithm: Sendable, Hashable {
        case ec(EllipticCurve.Name)
        case rsa(bits: Int)
        /// For Chip Authentication over DH.
        case dh(PrimeGroup.Name)
    }

    let key: OpaquePointer
    /// The library context the key belongs to: nil for the program's own, another for a TPM's.
    let library: OpaquePointer?

    /// Whether the key stays in a token or a TPM.
    private let isHeld: Bool
    private static let hardware = Mutex(())

    init(owning key: OpaquePointer, library: OpaquePointer? = nil, isHeld: Bool = false) {
        self.key = key
        self.library = library
        self.isHeld = isHeld
    }

    /// Runs the library's calls that sign. Keys in hardware take turns: neither the engine nor the provider promises more.
    func signing(_ call: () -> Int32) -> Int32 {
        guard isHeld else { return call() }
        return Self.hardware.withLock { _ in call() }
    }

    deinit { EVP_PKEY_free(key) }

    /// A fresh key.
    package static func generate(_ algorithm: Algorithm) throws -> PrivateKey {
        let name =
            switch algorithm {
            case .ec: "EC"
            case .rsa: "RSA"
            case .dh: "DHX"
            }
        guard let context = EVP_PKEY_CTX_new_from_name(nil, name, nil) else { throw CardCryptoError.library("key") }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_keygen_init(context) == 1 else { throw CardCryptoError.library("key") }
        let isSet =
            switch algorithm {
            case .ec(let curve): EVP_PKEY_CTX_set_group_name(context, curve.rawValue)
            case .rsa(let bits): EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(clamping: bits))
            case .dh(let group): EVP_PKEY_CTX_set_group_name(context, group.rawValue)
            }
        var key: OpaquePointer?
        guard isSet == 1, EVP_PKEY_generate(context, &key) == 1, let key else { throw CardCryptoError.library("key") }
        return PrivateKey(owning: key)
    }

    /// Another key of the same kind.
    package func fresh() throws -> PrivateKey {
        if EVP_PKEY_is_a(key, "RSA") == 1 { return try .generate(.rsa(bits: Int(EVP_PKEY_get_bits(key)))) }
        switch try AgreementPublicKeyInfo.domain(of: key).group {
        case .curve(let curve): return try .generate(.ec(curve))
        case .prime(let group): return try .generate(.dh(group))
        }
    }

    /// Reads an unencrypted PKCS#8 key in PEM.
    package convenience init(pem: SecretBytes) throws {
        let input = try MemoryBIO(isSecret: true)
        let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
            defer { withExtendedLifetime(input) {} }
            guard BIO_write(input.pointer, bytes.baseAddress, Int32(clamping: bytes.count)) > 0 else { return nil }
            return PEM_read_bio_PrivateKey(input.pointer, nil, { _, _, _, _ in 0 }, nil)
        }
        guard let key else { throw CardCryptoError.library("private key is not readable", code: .invalidKey) }
        self.init(owning: key)
    }

    /// Reads an unencrypted PKCS#8 key in DER.
    package convenience init(pkcs8: SecretBytes) throws {
        let key = pkcs8.withUnsafeBytes { bytes -> OpaquePointer? in
            var cursor = bytes.bindMemory(to: UInt8.self).baseAddress
            return d2i_AutoPrivateKey(nil, &cursor, bytes.count)
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

    /// The private number of a key for key agreement, and its domain.
    package func agreementKey() throws -> (domain: any DomainParameters, scalar: SecretBytes) {
        let domain = try AgreementPublicKeyInfo.domain(of: key)
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1 else {
            throw CardCryptoError.library("private key", code: .invalidKey)
        }
        return (domain, try BigNumber(owning: number).secret(count: domain.scalarLength))
    }
}
