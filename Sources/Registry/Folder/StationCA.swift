package import CardCrypto
import DocumentPKI
package import FoundationEssentials

/// The certificate authority of one registry's stations: it vouches for stations to the registry and for the registry's
/// server to stations. Its key lies in the registry's folder.
///
/// For a demo and a single office the CA makes the station's keys as well. A station that makes its own, in a file, a token
/// or a TPM, sends requests for the same certificates.
package struct StationCA: Sendable {
    package let certificate: Certificate
    private let key: PrivateKey

    private static let year: TimeInterval = 365 * 86_400

    /// How long a station's certificates count where nobody says otherwise, in days.
    package static let usualDays = 730

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

    /// A TLS client certificate: its common name is who it is, its organizational unit what.
    package func issueClient(
        _ name: StationID, kind: ClientKind = .station, days: Int = usualDays, at time: Date
    ) throws -> Credential {
        let key = try PrivateKey.generate(.ec(.p256))
        let template = clientTemplate(name, kind, days: days, at: time)
        return Credential(certificate: try issue(template, for: key), key: key)
    }

    /// A TLS client certificate for the key of a request.
    package func issueClient(
        _ name: StationID, kind: ClientKind = .station, for request: CertificateRequest, days: Int = usualDays,
        at time: Date
    ) throws -> Certificate {
        try issue(clientTemplate(name, kind, days: days, at: time), for: request)
    }

    /// A station's certificate for signing records.
    package func issueSigner(_ station: StationID, days: Int = usualDays, at time: Date) throws -> Credential {
        let key = try PrivateKey.generate(.ec(.p256))
        return Credential(certificate: try issue(signerTemplate(station, days: days, at: time), for: key), key: key)
    }

    /// A certificate for signing records for the key of a request.
    package func issueSigner(
        _ station: StationID, for request: CertificateRequest, days: Int = usualDays, at time: Date
    ) throws -> Certificate {
        try issue(signerTemplate(station, days: days, at: time), for: request)
    }

    private func clientTemplate(_ name: StationID, _ kind: ClientKind, days: Int, at time: Date) -> CertificateTemplate
    {
        template(
            [("OU", kind.rawValue), ("CN", name.text)], usage: "digitalSignature", from: time,
            until: time + Double(days) * 86_400, extensions: [("extendedKeyUsage", "clientAuth")])
    }

    private func signerTemplate(_ station: StationID, days: Int, at time: Date) -> CertificateTemplate {
        template(
            [("CN", station.text)], usage: "digitalSignature,nonRepudiation", from: time,
            until: time + Double(days) * 86_400, extensions: [])
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
        commonName: String, usage: String, at time: Date, until end: Date? = nil, extensions: [(String, String)]
    ) throws -> Credential {
        let own = try PrivateKey.generate(.ec(.p256))
        let template = template(
            [("CN", commonName)], usage: usage, from: time, until: end ?? time + 2 * Self.year, extensions: extensions)
        return Credential(certificate: try issue(template, for: own), key: own)
    }

    private func template(
        _ subject: [(String, String)], usage: String, from time: Date, until end: Date, extensions: [(String, String)]
    ) -> CertificateTemplate {
        CertificateTemplate(
            subject: subject, notBefore: time - 3600, notAfter: end,
            extensions: [
                ("basicConstraints", "critical,CA:FALSE"), ("keyUsage", "critical,\(usage)"),
                ("subjectKeyIdentifier", "hash"), ("authorityKeyIdentifier", "keyid:always"),
            ] + extensions)
    }

    private func issue(_ template: CertificateTemplate, for key: PrivateKey) throws -> Certificate {
        try template.issue(for: key, issuer: (certificate, self.key), digest: .sha256)
    }

    private func issue(_ template: CertificateTemplate, for request: CertificateRequest) throws -> Certificate {
        try template.issue(for: request, issuer: (certificate, key), digest: .sha256)
    }
}
