package import CardCrypto
import SmartCard

/// What the operator vouches for: a certificate, by its SHA-256 fingerprint.
package struct TrustPin: Sendable, Hashable {
    package let fingerprint: [UInt8]
    /// The certificate itself, where it was given; otherwise it must come with what it is to vouch for.
    package let certificate: Certificate?

    package init(_ certificate: Certificate) {
        fingerprint = certificate.fingerprint
        self.certificate = certificate
    }

    /// From 64 hexadecimal digits, with or without colons; nil for anything else.
    package init?(fingerprint text: String) {
        guard let bytes = Hex.bytes(text.replacing(":", with: "")), bytes.count == 32 else { return nil }
        fingerprint = bytes
        certificate = nil
    }
}
