package import CardCrypto
package import Foundation

/// The keys of a virtual device: a CA that nobody else must trust, a provider's CA under it, and the device's own key.
package struct ScannerIdentity: Sendable {
    /// What goes into a station's folder `devices`.
    package let authority: Certificate
    let provider: Certificate
    let device: Certificate
    let expired: Certificate
    package let key: PrivateKey

    private static let year: TimeInterval = 365.25 * 86_400

    /// Fresh keys; RSA of 2048 bits, as SBI 1.0 wants.
    package init(at time: Date = Date()) throws {
        let (rootKey, providerKey, key) =
            try (
                PrivateKey.generate(.ec(.p256)), PrivateKey.generate(.ec(.p256)), PrivateKey.generate(.rsa(bits: 2048))
            )
        let root = try Self.template(
            "DEMO Device Authority", isAuthority: true, time - Self.year, time + 10 * Self.year
        )
        .issue(for: rootKey, digest: .sha256)
        let provider = try Self.template(
            "DEMO Device Provider", isAuthority: true, time - Self.year, time + 5 * Self.year
        )
        .issue(for: providerKey, issuer: (root, rootKey), digest: .sha256)
        device = try Self.template("DEMO Virtual Scanner", isAuthority: false, time - 86_400, time + Self.year)
            .issue(for: key, issuer: (provider, providerKey), digest: .sha256)
        expired = try Self.template("DEMO Virtual Scanner", isAuthority: false, time - Self.year, time - 86_400)
            .issue(for: key, issuer: (provider, providerKey), digest: .sha256)
        (authority, self.provider, self.key) = (root, provider, key)
    }

    private static func template(_ name: String, isAuthority: Bool, _ from: Date, _ to: Date) -> CertificateTemplate {
        CertificateTemplate(
            subject: [("C", "VN"), ("O", "DEMO"), ("CN", name)], notBefore: from, notAfter: to,
            extensions: isAuthority
                ? [
                    ("basicConstraints", "critical,CA:TRUE"), ("keyUsage", "critical,keyCertSign,cRLSign"),
                    ("subjectKeyIdentifier", "hash"),
                ]
                : [("keyUsage", "critical,digitalSignature"), ("authorityKeyIdentifier", "keyid:always")])
    }
}
