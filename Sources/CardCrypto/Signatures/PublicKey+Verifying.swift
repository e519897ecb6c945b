internal import COpenSSL

extension PublicKey {
    /// Whether a signature over a message holds. A signature of the wrong form does not hold, and is no error.
    package func verifies(
        _ signature: [UInt8], of message: [UInt8], by algorithm: SignatureAlgorithm
    ) throws(CardCryptoError) -> Bool {
        var signature = signature
        switch algorithm {
        case .rsaPKCS1, .rsaPSS: guard isRSA else { return false }
        case .ecdsa:
            guard !isRSA, let der = PlainSignature.der(signature, bitCount: bitCount) else { return false }
            signature = der
        }
        guard let context = EVP_MD_CTX_new() else { throw CardCryptoError.library("signature") }
        defer {
            EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        var keyContext: OpaquePointer?
        guard EVP_DigestVerifyInit(context, &keyContext, algorithm.digest.algorithm, nil, key) == 1,
            algorithm.configure(keyContext)
        else { throw CardCryptoError.library("signature", code: .unsupportedAlgorithm) }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    /// `s^e mod n` at the modulus' length: what an RSA signature with message recovery holds; nil where `s` is no
    /// number below the modulus.
    package func recover(_ signature: [UInt8]) throws(CardCryptoError) -> [UInt8]? {
        guard isRSA, signature.count == (bitCount + 7) / 8 else { return nil }
        guard let context = EVP_PKEY_CTX_new(key, nil) else { throw CardCryptoError.library("RSA") }
        defer {
            EVP_PKEY_CTX_free(context)
            ERR_clear_error()
        }
        var recovered = [UInt8](repeating: 0, count: signature.count)
        var length = recovered.count
        guard EVP_PKEY_verify_recover_init(context) == 1,
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) == 1,
            EVP_PKEY_verify_recover(context, &recovered, &length, signature, signature.count) == 1,
            length == recovered.count
        else { return nil }
        return recovered
    }

    /// `n - number`, for the signatures that are the smaller of `s` and `n - s`.
    package func complement(of number: [UInt8]) throws(CardCryptoError) -> [UInt8] {
        let modulus = try PrimeGroup.number(OSSL_PKEY_PARAM_RSA_N, of: key)
        return try modulus.subtracting(BigNumber(number)).bytes(count: number.count)
    }
}

extension SignatureAlgorithm {
    /// Sets the padding of a signature that is being made or checked.
    func configure(_ context: OpaquePointer?) -> Bool {
        switch self {
        case .ecdsa: true
        case .rsaPKCS1: EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
        case .rsaPSS(let digest):
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, Int32(digest.length)) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest.algorithm) == 1
        }
    }
}
