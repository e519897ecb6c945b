internal import COpenSSL

/// OpenSSL's libcrypto as this process has loaded it, which need not be the one that it was built with.
package enum CryptoLibrary {
    /// `3.0.22`
    package static var version: String { String(cString: OpenSSL_version(OPENSSL_VERSION_STRING)) }
}
