import CardCrypto
import FoundationEssentials

@testable import Registry

/// The CA of a test's stations and of its registry's TLS certificate.
struct StationPKI {
    /// A certificate and its key.
    struct Identity: Sendable {
        let issued: Certificate
        let secret: PrivateKey
        let certificate: String
        let key: String

        /// A detached CAdES signature over a manifest.
        func sign(_ manifest: [UInt8], digest: Digest = .sha256) throws -> [UInt8] {
            try SignedData.sign(
                manifest, key: secret, certificate: issued, digest: digest, signingTime: Date(), isDetached: true,
                isCAdES: true)
        }
    }

    let authority: Certificate
    private let authorityKey: PrivateKey

    init() throws {
        authorityKey = try PrivateKey.generate(.ec(.p256))
        authority = try CertificateTemplate(
            subject: [("C", "VN"), ("CN", "Test Station CA")], notBefore: Date() - 3600, notAfter: Date() + 86_400,
            extensions: [
                ("basicConstraints", "critical,CA:TRUE,pathlen:0"), ("keyUsage", "critical,keyCertSign"),
                ("subjectKeyIdentifier", "hash"),
            ]
        ).issue(for: authorityKey, digest: .sha256)
    }

    var caPEM: String { get throws { try authority.pem } }

    /// A certificate for a station, or for a server where there is a name to be found under.
    func issue(
        _ name: String, unit: String? = nil, san: String? = nil, usage: String = "digitalSignature,nonRepudiation",
        from begin: Date = Date() - 60, to end: Date = Date() + 3600
    ) throws -> Identity {
        let key = try PrivateKey.generate(.ec(.p256))
        let names = san.map { [("subjectAltName", $0)] } ?? []
        let certificate = try CertificateTemplate(
            subject: [("C", "VN")] + (unit.map { [("OU", $0)] } ?? []) + [("CN", name)], notBefore: begin,
            notAfter: end,
            extensions: [("keyUsage", "critical,\(usage)"), ("authorityKeyIdentifier", "keyid:always")] + names
        ).issue(for: key, issuer: (authority, authorityKey), digest: .sha256)
        return Identity(
            issued: certificate, secret: key, certificate: try certificate.pem,
            key: String(decoding: try key.pem().exposed(), as: UTF8.self))
    }
}
