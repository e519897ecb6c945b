package import CardCrypto
package import Foundation
package import LDS
import SmartCard

/// A throw-away country that issues cards: a CSCA on P-384 and a document signer on brainpoolP384r1, as the real
/// Vietnamese card has them. Its names say DEMO; nobody else must ever trust it.
package struct DemoCountry: Sendable {
    package let csca: Certificate
    let cscaKey: PrivateKey
    package let documentSigner: Certificate
    let documentSignerKey: PrivateKey
    /// Whom its chips trust for Terminal Authentication, the newest first; none where the country has no such authority.
    package var roots: [CardVerifiableCertificate] = []
    /// Keys for Active Authentication that its cards share, because making one with RSA takes longer than all the rest of
    /// a card: a shortcut of a test state. None: every card gets a fresh one.
    package var signingKeys: [PrivateKey] = []
}

/// How a country comes to be.
extension DemoCountry {
    /// A CSCA and a document signer under it, with fresh keys.
    init(at time: Date) throws {
        let key = try PrivateKey.generate(.ec(.p384))
        let csca = try Self.authority(
            "001", from: time - 5 * Self.year, to: time + 20 * Self.year, signsUntil: time + Self.year
        ).issue(for: key, digest: .sha384)
        try self.init(csca: csca, cscaKey: key, at: time)
    }

    /// A document signer under a CSCA that is there.
    init(csca: Certificate, cscaKey: PrivateKey, at time: Date) throws {
        let (signer, signerKey) = try Self.signer(under: csca, cscaKey, at: time)
        self.init(csca: csca, cscaKey: cscaKey, documentSigner: signer, documentSignerKey: signerKey)
    }

    static let year: TimeInterval = 365.25 * 86_400

    /// What a CSCA's certificate says, by the number in its name.
    static func authority(
        _ number: String, from: Date, to: Date, signsUntil: Date, isLink: Bool = false
    ) -> CertificateTemplate {
        CertificateTemplate(
            subject: [
                ("C", "VN"), ("O", "DEMO Government Information Security"), ("CN", "DEMO CSCA Vietnam"),
                ("serialNumber", number),
            ],
            notBefore: from, notAfter: to, privateKeyNotAfter: signsUntil,
            extensions: [
                ("basicConstraints", "critical,CA:TRUE,pathlen:0"), ("keyUsage", "critical,keyCertSign,cRLSign"),
                ("subjectKeyIdentifier", "hash"),
            ] + (isLink ? [("authorityKeyIdentifier", "keyid:always")] : []))
    }

    private static func signer(
        under csca: Certificate, _ cscaKey: PrivateKey, at time: Date
    ) throws -> (Certificate, PrivateKey) {
        let key = try PrivateKey.generate(.ec(.brainpoolP384r1))
        let certificate = try CertificateTemplate(
            subject: [
                ("C", "VN"), ("O", "DEMO Ministry of Public Security"),
                ("CN", "DEMO Document Signer National Identification 00001"),
            ],
            notBefore: time - 30 * 86_400, notAfter: time + 15 * year, privateKeyNotAfter: time + 60 * 86_400,
            extensions: [
                ("keyUsage", "critical,digitalSignature"), ("subjectKeyIdentifier", "hash"),
                ("authorityKeyIdentifier", "keyid:always"),
            ]
        ).issue(for: key, issuer: (csca, cscaKey), digest: .sha384)
        return (certificate, key)
    }

    /// When the country was made: its document signer began to sign 30 days before.
    package var time: Date { documentSigner.notBefore + 30 * 86_400 }
}

/// What a document signer signs.
extension DemoCountry {
    /// EF.SOD over data groups: LDS object version 0, SHA-256, one signer with its certificate inside.
    package func securityObject(for files: [RawFile], at time: Date) throws -> RawFile {
        let hashes = try files.compactMap { file in
            try file.file.dataGroupNumber.map {
                LDSSecurityObject.DataGroupHash(dataGroup: $0, hash: try Digest.sha256.hash(file.bytes))
            }
        }
        let sha256 = ObjectIdentifier(octets: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01])
        let object = LDSSecurityObject(
            digestAlgorithm: sha256, hashes: hashes.sorted { $0.dataGroup < $1.dataGroup })
        let signed = try SignedData.sign(
            object.serialized(), contentType: "2.23.136.1.1.1", key: documentSignerKey, certificate: documentSigner,
            digest: .sha256, signingTime: time, isDetached: false, isCAdES: false)
        return RawFile(.sod, BERTLV(0x77, signed).serialized())
    }

    /// EF.CardSecurity: the chip's SecurityInfos under a signature (TR-03110-3 §A.1.2.5).
    package func cardSecurity(_ infos: SecurityInfos, at time: Date) throws -> RawFile {
        let signed = try SignedData.sign(
            infos.serialized(), contentType: "0.4.0.127.0.7.3.2.1", key: documentSignerKey,
            certificate: documentSigner, digest: .sha256, signingTime: time, isDetached: false, isCAdES: false)
        return RawFile(.cardSecurity, signed)
    }
}
