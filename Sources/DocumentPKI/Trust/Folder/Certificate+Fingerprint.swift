package import CardCrypto
import SmartCard

/// Identifiers as people compare them: upper-case hexadecimal.
extension Certificate {
    package var fingerprintText: String { Hex.string(fingerprint) }

    /// subjectKeyIdentifier; nil where absent.
    package var subjectKeyIdentifierText: String? { subjectKeyID.map { Hex.string($0) } }
}
