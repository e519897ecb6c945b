package import CardCrypto
import DocumentPKI
package import FoundationEssentials

/// The certificate authority of one registry's stations: it vouches for stations to the registry and for the registry's
/// server to stations. Its key lies in the registry's folder.
///
/// This is enrolment by hand-over, for a demo and a single office: the CA makes the station's keys. A station that makes
/// its own (CSR, TPM) takes another way into the same certificates.
package struct StationCA: Sendable {
    package let certificate: Certificate
    private let key: PrivateKey

    private static let year: TimeInterval = 365 * 86_400

    /// A certificate with its key.
    package struct Credential: Sendable {
        package let certificate: Certificate
        package let key: PrivateKey
    }

    package init(certificate: Certificate, key: PrivateKey) {
        self.certificate = certificate
        self.key = key
    }

    /// The CA's key, to be kept where only the registry reads it.
    func keyPEM() throws -> SecretBytes { try key.pem() }

    /// A fresh CA.
    package static func create(name: String, at time: Date) throws -> StationCA {
        let key = try PrivateKey.generate(.ec(.p256))
        let template = CertificateTemplate(
            subject: [("O", name), ("CN", "Station CA")], notBefore: time - 3600, notAfter: time + 10 * year,
            extensions: [
                ("basicConstraints", "critical,CA:TRUE,pathlen:0"), ("keyUsage", "critical,keyCertSign,cRLSign"),
                ("subjectKeyIdentifier", "hash"),
            ])
        return StationCA(certificate: try template.issue(for: key, digest: .sha256), key: key)
    }

    /// The registry's TLS server certificate for these names, `DNS:localhost,IP:127.0.0.1`.
    package func issueServer(names: String, at time: Date) throws -> Credential {
        try issue(
            commonName: "registry", usage: "digitalSignature", at: time,
            extensions: [("extendedKeyUsage", "serverAuth"), ("subjectAltName", names)])
    }

    /// A station's TLS client certificate.
    package func issueClient(_ station: StationID, at time: Date) throws -> Credential {
        try issue(
            commonName: station.text, usage: "digitalSignature", at: time,
            extensions: [("extendedKeyUsage", "clientAuth")])
    }

    /// The TLS client certificate of a system that reads events, and nothing else.
    package func issueConsumer(_ name: StationID, at time: Date) throws -> Credential {
        try issue(
            commonName: name.text, unit: StationAuthority.consumerUnit, usage: "digitalSignature", at: time,
            extensions: [("extendedKeyUsage", "clientAuth")])
    }

    /// A station's certificate for signing records.
    package func issueSigner(_ station: StationID, at time: Date) throws -> Credential {
        try issue(commonName: station.text, usage: "digitalSignature,nonRepudiation", at: time, extensions: [])
    }

    /// A certificate for signing trust bundles, and nothing else: its extKeyUsage is one that no station's has.
    package func issueTrustSigner(until end: Date, at time: Date) throws -> Credential {
        try issue(
            commonName: "trust", usage: "digitalSignature", at: time, until: end,
            extensions: [("extendedKeyUsage", "critical,\(TrustBundle.signerPurpose)")])
    }

    /// A certificate for signing rosters, and nothing else.
    package func issueRosterSigner(until end: Date, at time: Date) throws -> Credential {
        try issue(
            commonName: "roster", usage: "digitalSignature", at: time, until: end,
            extensions: [("extendedKeyUsage", "critical,\(Roster.signerPurpose)")])
    }

    private func issue(
        commonName: String, unit: String? = nil, usage: String, at time: Date, until end: Date? = nil,
        extensions: [(String, String)]
    ) throws -> Credential {
        let own = try PrivateKey.generate(.ec(.p256))
        let template = CertificateTemplate(
            subject: (unit.map { [("OU", $0)] } ?? []) + [("CN", commonName)], notBefore: time - 3600,
            notAfter: end ?? time + 2 * Self.year,
            extensions: [
                ("basicConstraints", "critical,CA:FALSE"), ("keyUsage", "critical,\(usage)"),
                ("subjectKeyIdentifier", "hash"), ("authorityKeyIdentifier", "keyid:always"),
            ] + extensions)
        return Credential(
            certificate: try template.issue(for: own, issuer: (certificate, key), digest: .sha256), key: own)
    }
}
