package import CardCrypto
package import FoundationEssentials

/// When a station renews its certificates: between two thirds and three quarters of their life, each station at a moment
/// of its own that stays the same over restarts. No I/O, no clock.
package enum RenewalPlan {
    /// From when on the certificate is to be renewed.
    package static func due(_ certificate: Certificate) -> Date {
        let life = certificate.notAfter.timeIntervalSince(certificate.notBefore)
        let spread = certificate.fingerprint.prefix(2).reduce(0.0) { $0 / 256 + Double($1) / 256 }
        return certificate.notBefore + life * (2.0 / 3 + spread / 12)
    }
}
