import CardCrypto
import DocumentPKI
import Foundation
import LDS
import SmartCard
import VirtualCard

/// A synthetic citizen's files, signed with a key of some kind under a CSCA on P-384, and an inspector who trusts it.
struct SignedDocument {
    private let files: [RawFile]
    private let authentication: PassiveAuthentication
    /// The signer's key certified by itself: a signature of the same kind over a few hundred bytes.
    private let selfSigned: Certificate
    private static let time = Date(timeIntervalSince1970: 1_790_000_000)

    init(_ algorithm: PrivateKey.Algorithm, _ digest: Digest) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("country-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let country = try DemoCountry.create(in: folder.path, at: Self.time)
        let unsigned = try CardImage.cccd2021(SyntheticCitizen(seed: 1), by: country, at: Self.time).files
        let authority = try PrivateKey.generate(.ec(.p384))
        func template(_ name: String, _ usage: String) -> CertificateTemplate {
            CertificateTemplate(
                subject: [("C", "VN"), ("CN", name)], notBefore: Self.time - 86_400, notAfter: Self.time + 86_400,
                extensions: [("keyUsage", "critical,\(usage)"), ("subjectKeyIdentifier", "hash")])
        }
        let csca = try template("CSCA", "keyCertSign").issue(for: authority, digest: .sha384)
        let key = try PrivateKey.generate(algorithm)
        let signer = try template("DS", "digitalSignature").issue(for: key, issuer: (csca, authority), digest: .sha384)
        selfSigned = try template("DS", "digitalSignature").issue(for: key, digest: digest)
        let hashes = try unsigned.compactMap { file in
            try file.file.dataGroupNumber.map {
                LDSSecurityObject.DataGroupHash(dataGroup: $0, hash: try Digest.sha256.hash(file.bytes))
            }
        }
        let sha256 = ObjectIdentifier(octets: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01])
        let signed = try SignedData.sign(
            LDSSecurityObject(digestAlgorithm: sha256, hashes: hashes).serialized(), contentType: "2.23.136.1.1.1",
            key: key, certificate: signer, digest: digest, signingTime: Self.time, isDetached: false, isCAdES: false)
        files = unsigned.filter { $0.file != .sod } + [RawFile(.sod, BERTLV(0x77, signed).serialized())]
        authentication = PassiveAuthentication(trustStore: TrustStore(anchors: [csca]))
        check()
    }

    var size: Int { files.filter { $0.file.dataGroupNumber != nil }.map(\.bytes.count).reduce(0, +) }

    func check() {
        precondition(authentication.verify(files, at: Self.time).verdict == .valid, "the document is not valid")
    }

    func verifyAlone() { precondition(selfSigned.isSigned(by: selfSigned), "the signature is wrong") }

    func hashAlone() {
        for file in files where file.file.dataGroupNumber != nil { _ = try? Digest.sha256.hash(file.bytes) }
    }
}
