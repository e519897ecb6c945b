package import CardCrypto

/// A private key, wherever it is, and the certificate that fits it.
package struct StationCredential: Sendable {
    package let location: KeyLocation
    package let key: PrivateKey
    package let certificate: Certificate
}
