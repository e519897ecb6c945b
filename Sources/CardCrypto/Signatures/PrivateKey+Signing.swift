internal import COpenSSL

extension PrivateKey {
    package var isRSA: Bool { EVP_PKEY_is_a(key, "RSA") == 1 }
    /// Bits of the modulus, or of the curve's order.
    package var bitCount: Int { Int(EVP_PKEY_get_bits(key)) }

    /// Modulus and exponent of an RSA key; nil for any other key.
    package func rsaPublicNumbers() throws(CardCryptoError) -> (modulus: [UInt8], exponent: [UInt8])? {
        guard isRSA else { return nil }
        let n = try PrimeGroup.number(OSSL_PKEY_PARAM_RSA_N, of: key)
        let e = try PrimeGroup.number(OSSL_PKEY_PARAM_RSA_E, of: key)
        return (try n.bytes(count: n.byteCount), try e.bytes(count: e.byteCount))
    }

    /// Signs a message.
    package func signature(of message: [UInt8], by algorithm: SignatureAlgorithm) throws(CardCryptoError) -> [UInt8] {
        let made = try encodedSignature(of: message, by: algorithm)
        if case .ecdsa = algorithm { return try PlainSignature.plain(made, bitCount: bitCount) }
        return made
    }

    /// Signs a message; an ECDSA signature is DER, as X.509 and TLS write it (RFC 3279 §2.2.3).
    package func encodedSignature(
        of message: [UInt8], by algorithm: SignatureAlgorithm
    ) throws(CardCryptoError) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw CardCryptoError.library("signature") }
        defer { EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        var length = 0
        var signature: [UInt8] = []
        var isPrepared = false
        let digest = EVP_MD_get0_name(algorithm.digest.algorithm)
        let done = signing {
            guard EVP_DigestSignInit_ex(context, &keyContext, digest, library, nil, key, nil) == 1,
                algorithm.configure(keyContext),
                EVP_DigestSign(context, nil, &length, message, message.count) == 1
            else { return 0 }
            isPrepared = true
            signature = [UInt8](repeating: 0, count: length)
            return EVP_DigestSign(context, &signature, &length, message, message.count)
        }
        guard done == 1 else {
            throw CardCryptoError.library("signature", code: isPrepared ? .libraryFailed : .unsupportedAlgorithm)
        }
        return Array(signature.prefix(length))
    }

    /// `f^d mod n`: signs a message representative that is as long as the modulus (ISO/IEC 9796-2 annex A.4).
    package func signRepresentative(_ representative: [UInt8]) throws(CardCryptoError) -> [UInt8] {
        guard let context = EVP_PKEY_CTX_new(key, nil) else { throw CardCryptoError.library("RSA") }
        defer { EVP_PKEY_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: representative.count)
        var length = signature.count
        guard EVP_PKEY_sign_init(context) == 1, EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) == 1,
            EVP_PKEY_sign(context, &signature, &length, representative, representative.count) == 1
        else { throw CardCryptoError.library("RSA") }
        return Array(signature.prefix(length))
    }
}
