package import CardCrypto
import SmartCard

extension Certificate {
    /// The fingerprint as people compare it: upper-case hexadecimal.
    package var fingerprintText: String { Hex.string(fingerprint) }
}
