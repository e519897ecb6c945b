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

    /// Makes a country and writes its certificates and keys into a folder; keys with mode 0600.
    package static func create(in folder: String, at time: Date) throws -> DemoCountry {
        let year: TimeInterval = 365.25 * 86_400
        let cscaKey = try PrivateKey.generate(.ec(.p384))
        let csca = try CertificateTemplate(
            subject: [
                ("C", "VN"), ("O", "DEMO Government Information Security"), ("CN", "DEMO CSCA Vietnam"),
                ("serialNumber", "001"),
            ],
            notBefore: time - 5 * year, notAfter: time + 20 * year, privateKeyNotAfter: time + year,
            extensions: [
                ("basicConstraints", "critical,CA:TRUE,pathlen:0"), ("keyUsage", "critical,keyCertSign,cRLSign"),
                ("subjectKeyIdentifier", "hash"),
            ]
        ).issue(for: cscaKey, digest: .sha384)
        let signerKey = try PrivateKey.generate(.ec(.brainpoolP384r1))
        let signer = try CertificateTemplate(
            subject: [
                ("C", "VN"), ("O", "DEMO Ministry of Public Security"),
                ("CN", "DEMO Document Signer National Identification 00001"),
            ],
            notBefore: time - 30 * 86_400, notAfter: time + 15 * year, privateKeyNotAfter: time + 60 * 86_400,
            extensions: [
                ("keyUsage", "critical,digitalSignature"), ("subjectKeyIdentifier", "hash"),
                ("authorityKeyIdentifier", "keyid:always"),
            ]
        ).issue(for: signerKey, issuer: (csca, cscaKey), digest: .sha384)

        let country = DemoCountry(
            csca: csca, cscaKey: cscaKey, documentSigner: signer, documentSignerKey: signerKey)
        try country.write(to: URL(filePath: folder))
        return country
    }

    /// Reads a country that ``create(in:at:)`` wrote.
    package static func load(folder: String) throws -> DemoCountry {
        let folder = URL(filePath: folder)
        func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
        return DemoCountry(
            csca: try Certificate(pem: bytes("trust/csca.pem")),
            cscaKey: try PrivateKey(pem: SecretBytes(bytes("csca.key"))),
            documentSigner: try Certificate(pem: bytes("document-signer.pem")),
            documentSignerKey: try PrivateKey(pem: SecretBytes(bytes("document-signer.key"))))
    }

    private func write(to folder: URL) throws {
        let trust = folder.appending(path: "trust")
        try FileManager.default.createDirectory(at: trust, withIntermediateDirectories: true)
        try Data(csca.pem.utf8).write(to: trust.appending(path: "csca.pem"), options: .atomic)
        try Data(documentSigner.pem.utf8).write(to: folder.appending(path: "document-signer.pem"), options: .atomic)
        try SecretFile.write(cscaKey.pem(), to: folder.appending(path: "csca.key"))
        try SecretFile.write(documentSignerKey.pem(), to: folder.appending(path: "document-signer.key"))
    }

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
