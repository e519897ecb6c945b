internal import COpenSSL
import Synchronization

extension PrivateKey {
    /// A key that stays where it is: `pkcs11:…` (RFC 7512) in a token, `handle:0x81…` or `object:…` in a TPM.
    ///
    /// Debian's packages fetch it: tpm2-openssl for a TPM, libengine-pkcs11-openssl for a token (which finds the token's
    /// module through p11-kit or PKCS11_MODULE_PATH). Nothing falls back to a key in software.
    package convenience init(uri: String) throws {
        if uri.hasPrefix("pkcs11:") {
            guard let key = chip_ENGINE_load_private_key("pkcs11", uri) else {
                throw CardCryptoError.library("the token gives no private key at this address", code: .invalidKey)
            }
            self.init(owning: key, isHeld: true)
        } else if uri.hasPrefix("handle:") || uri.hasPrefix("object:") {
            let context = try TPM.context()
            self.init(owning: try Self.load(uri, in: context), library: context, isHeld: true)
        } else {
            throw CardCryptoError(.unsupportedAlgorithm, "a key's address begins with pkcs11:, handle: or object:")
        }
    }

    private static func load(_ uri: String, in context: OpaquePointer) throws(CardCryptoError) -> OpaquePointer {
        guard let store = OSSL_STORE_open_ex(uri, context, nil, nil, nil, nil, nil, nil) else {
            throw CardCryptoError.library("the key's address cannot be opened", code: .invalidKey)
        }
        defer { OSSL_STORE_close(store) }
        // A token that holds many objects is not searched for ever.
        for _ in 0..<64 where OSSL_STORE_eof(store) == 0 {
            guard let info = OSSL_STORE_load(store) else { continue }
            defer { OSSL_STORE_INFO_free(info) }
            guard OSSL_STORE_INFO_get_type(info) == OSSL_STORE_INFO_PKEY, let key = OSSL_STORE_INFO_get1_PKEY(info)
            else { continue }
            return key
        }
        throw CardCryptoError.library("no private key at this address", code: .invalidKey)
    }

    /// OpenSSL with the TPM's provider, apart from the rest of the program: that provider offers hashes and random
    /// numbers as well, and nobody else shall get them from the TPM unasked.
    private enum TPM {
        /// Kept once it is made, and never freed, for keys refer to it. A failure is not kept: a TPM may answer later.
        private static let kept = Mutex<SendableContext?>(nil)

        static func context() throws(CardCryptoError) -> OpaquePointer {
            try kept.withLock { kept throws(CardCryptoError) in
                if let kept { return kept }
                let made = SendableContext(pointer: try make())
                kept = made
                return made
            }.pointer
        }

        private static func make() throws(CardCryptoError) -> OpaquePointer {
            guard let context = OSSL_LIB_CTX_new() else { throw CardCryptoError.library("library context") }
            for provider in ["tpm2", "base", "default"] where OSSL_PROVIDER_load(context, provider) == nil {
                let error = CardCryptoError.library(
                    "OpenSSL's provider “\(provider)” is not installed, or its TPM does not answer")
                OSSL_LIB_CTX_free(context)
                throw error
            }
            return context
        }
    }

    /// `@unchecked Sendable`: OpenSSL's library contexts are shared between threads by design.
    private struct SendableContext: @unchecked Sendable { let pointer: OpaquePointer }
}
