import CardCrypto
import DocumentPKI
import Foundation
import LDS
import SmartCard
import Testing
import VirtualCard

/// A made-up state whose every key a test holds, in a time of its own.
struct TestState {
    static let time = Date(timeIntervalSince1970: 1_790_000_000)
    static let day: TimeInterval = 86_400

    /// One citizen's files, unsigned: `VNM` in the MRZ.
    static let image = Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("country-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try CardImage.cccd2021(
            SyntheticCitizen(seed: 3), by: DemoCountry.create(in: folder.path, at: time), at: time)
    }

    typealias Signer = (certificate: Certificate, key: PrivateKey)

    let csca: Certificate
    let cscaKey: PrivateKey

    init(
        _ name: String = "CSCA", country: String = "VN", from start: Date = time - 1000 * day,
        to end: Date = time + 4000 * day
    ) throws {
        cscaKey = try .generate(.ec(.p256))
        csca = try Self.authority(name, country, start, end).issue(for: cscaKey, digest: .sha256)
    }

    static func authority(_ name: String, _ country: String, _ start: Date, _ end: Date) -> CertificateTemplate {
        CertificateTemplate(
            subject: [("C", country), ("CN", name)], notBefore: start, notAfter: end,
            extensions: [
                ("basicConstraints", "critical,CA:TRUE"), ("keyUsage", "critical,keyCertSign,cRLSign"),
                ("subjectKeyIdentifier", "hash"), ("authorityKeyIdentifier", "keyid"),
            ])
    }

    /// A document signer, for a key that is there or a fresh one.
    func signer(
        _ kind: PrivateKey.Algorithm = .ec(.p256), key: PrivateKey? = nil, country: String = "VN",
        from start: Date = time - 30 * day, to end: Date = time + 3000 * day
    ) throws -> Signer {
        let own = try key ?? .generate(kind)
        let certificate = try CertificateTemplate(
            subject: [("C", country), ("CN", "Document Signer")], notBefore: start, notAfter: end,
            extensions: [
                ("keyUsage", "critical,digitalSignature"), ("subjectKeyIdentifier", "hash"),
                ("authorityKeyIdentifier", "keyid:always"),
            ]
        ).issue(for: own, issuer: (csca, cscaKey), digest: .sha256)
        return (certificate, own)
    }

    /// The list that EF.SOD signs.
    static func securityObject(
        _ files: [RawFile], _ digest: Digest = .sha256, version: Int = 0
    ) throws -> LDSSecurityObject {
        let identifiers: [Digest: String] = [
            .sha1: "1.3.14.3.2.26", .sha224: "2.16.840.1.101.3.4.2.4", .sha256: "2.16.840.1.101.3.4.2.1",
            .sha384: "2.16.840.1.101.3.4.2.2", .sha512: "2.16.840.1.101.3.4.2.3",
        ]
        return LDSSecurityObject(
            version: version, digestAlgorithm: try #require(ObjectIdentifier(identifiers[digest] ?? "")),
            hashes: try files.compactMap { file in
                try file.file.dataGroupNumber.map {
                    LDSSecurityObject.DataGroupHash(dataGroup: $0, hash: try digest.hash(file.bytes))
                }
            }.sorted { $0.dataGroup < $1.dataGroup },
            versionInfo: version == 1 ? .init(lds: "0108", unicode: "040000") : nil)
    }

    /// EF.SOD around SignedData.
    static func sod(_ signedData: [UInt8]) -> RawFile { RawFile(.sod, BERTLV(0x77, signedData).serialized()) }

    /// The citizen's files, signed by this state.
    static func document(
        by signer: Signer, at signingTime: Date = time, files: [RawFile]? = nil
    ) throws -> [RawFile] {
        let files = try files ?? image.get().files
        let signed = try SignedData.sign(
            securityObject(files).serialized(), contentType: "2.23.136.1.1.1", key: signer.key,
            certificate: signer.certificate, digest: .sha256, signingTime: signingTime, isDetached: false,
            isCAdES: false)
        return replaced(files, sod(signed))
    }

    static func replaced(_ files: [RawFile], _ file: RawFile) -> [RawFile] {
        files.filter { $0.file != file.file } + [file]
    }

    /// What an inspector who trusts this state says.
    func report(
        _ files: [RawFile], policy: InspectionPolicy = .counter, at time: Date = time,
        signers: [Certificate] = [], lists: [RevocationList] = [], more: [Certificate] = []
    ) -> PassiveAuthentication.Report {
        PassiveAuthentication(
            trustStore: TrustStore(anchors: [csca] + more, documentSigners: signers, revocationLists: lists),
            policy: policy
        ).verify(files, at: time)
    }
}

extension PassiveAuthentication.Report {
    /// The row of a check; with several, the first that is not passed.
    func row(_ check: Check) -> InspectionFinding? {
        let rows = findings.filter { $0.check == check }
        return rows.first { $0.result != .passed } ?? rows.first
    }

    /// The checks that failed, and why.
    var failures: [Check: Reason] {
        Dictionary(
            findings.filter { $0.result == .failed }.map { ($0.check, $0.reason) }, uniquingKeysWith: { one, _ in one })
    }
}
