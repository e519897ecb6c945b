internal import COpenSSL

extension PrivateKey {
    /// A key that stays where it is: `pkcs11:…` (RFC 7512) in a token, `handle:0x81…` or `object:…` in a TPM.
    ///
    /// OpenSSL's providers fetch it: `tpm2` for a TPM, `pkcs11` for a token; each must be installed. Nothing falls back
    /// to a key in software.
    package convenience init(uri: String) throws {
        let isToken = uri.hasPrefix("pkcs11:")
        guard isToken || uri.hasPrefix("handle:") || uri.hasPrefix("object:") else {
            throw CardCryptoError(.unsupportedAlgorithm, "a key's address begins with pkcs11:, handle: or object:")
        }
        let provider = isToken ? "pkcs11" : "tpm2"
        // With a provider of our own choice the default one must be named as well.
        guard OSSL_PROVIDER_load(nil, "default") != nil, OSSL_PROVIDER_load(nil, provider) != nil else {
            throw CardCryptoError.library("OpenSSL's provider “\(provider)” is not installed")
        }
        guard let store = OSSL_STORE_open(uri, nil, nil, nil, nil) else {
            throw CardCryptoError.library("the key's address cannot be opened", code: .invalidKey)
        }
        defer { OSSL_STORE_close(store) }
        // A token that holds many objects is not searched for ever.
        for _ in 0..<64 where OSSL_STORE_eof(store) == 0 {
            guard let info = OSSL_STORE_load(store) else { continue }
            defer { OSSL_STORE_INFO_free(info) }
            guard OSSL_STORE_INFO_get_type(info) == OSSL_STORE_INFO_PKEY, let key = OSSL_STORE_INFO_get1_PKEY(info)
            else { continue }
            self.init(owning: key)
            return
        }
        throw CardCryptoError.library("no private key at this address", code: .invalidKey)
    }
}
