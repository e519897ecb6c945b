import CardCrypto
import Foundation
import TestData
import Testing

@Suite("Certificates and chains")
struct CertificateTests {
    static let time = SignedDataTests.time

    private func authority(_ name: String) throws -> (certificate: Certificate, key: PrivateKey) {
        let key = try PrivateKey.generate(.ec(.p384))
        return (try SignedDataTests.template(name).issue(for: key, digest: .sha384), key)
    }

    private func leaf(under issuer: (certificate: Certificate, key: PrivateKey)) throws -> Certificate {
        try SignedDataTests.template("leaf", isCA: false)
            .issue(for: PrivateKey.generate(.ec(.brainpoolP384r1)), issuer: issuer, digest: .sha384)
    }

    @Test("a certificate says what its template said")
    func values() throws {
        let issuer = try authority("a CSCA")
        let certificate = try leaf(under: issuer)
        #expect(certificate.subjectAttribute("CN") == "leaf")
        #expect(certificate.country == "VN")
        #expect(certificate.issuer == issuer.certificate.subject)
        #expect(certificate.notBefore == Self.time - 86_400)
        #expect(try Certificate(der: certificate.der) == certificate)
        #expect(try Certificate(pem: Array(certificate.pem.utf8)) == certificate)
        for count in stride(from: 0, to: certificate.der.count, by: 5) {
            #expect(throws: CardCryptoError.self) { try Certificate(der: Array(certificate.der.prefix(count))) }
        }
    }

    @Test("trusted, unknown, forged and expired are told apart")
    func outcomes() throws {
        let issuer = try authority("one CSCA")
        let certificate = try leaf(under: issuer)
        let other = try authority("another CSCA")
        // The same name and another key: an impostor, or a key that was renewed.
        let namesake = try authority("one CSCA")
        func verify(_ anchors: [Certificate], at time: Date = Self.time) throws -> CertificateChain.Outcome {
            try CertificateChain.verify(certificate, trusting: anchors, at: time)
        }
        #expect(try verify([issuer.certificate]) == .trusted([certificate, issuer.certificate]))
        #expect(try verify([other.certificate, issuer.certificate]) == .trusted([certificate, issuer.certificate]))
        #expect(try verify([namesake.certificate, issuer.certificate]) == .trusted([certificate, issuer.certificate]))
        #expect(try verify([]) == .noAnchor)
        #expect(try verify([other.certificate]) == .noAnchor)
        if case .trusted = try verify([namesake.certificate]) { Issue.record("an impostor's CSCA was taken") }
        guard case .invalid = try verify([issuer.certificate], at: Self.time + 86_400 * 5000) else {
            Issue.record("an expired chain was taken")
            return
        }
    }

    @Test(
        "every certificate of the German master list is readable", .needs("master-lists/DE_ML_2026-05-28-08-28-45.ml"))
    func masterList() throws {
        let der = try TestData.bytes("master-lists/DE_ML_2026-05-28-08-28-45.ml")
        // Certificates inside the list, found by their own structure: SEQUENCE { SEQUENCE { [0] version.
        var count = 0
        var index = 0
        while index + 16 < der.count {
            guard der[index] == 0x30, der[index + 1] == 0x82, der[index + 4] == 0x30, der[index + 5] == 0x82,
                Array(der[(index + 8)..<(index + 13)]) == [0xA0, 0x03, 0x02, 0x01, 0x02]
            else {
                index += 1
                continue
            }
            let length = 4 + (Int(der[index + 2]) << 8 | Int(der[index + 3]))
            guard index + length <= der.count else { break }
            let certificate = try Certificate(der: Array(der[index..<index + length]))
            #expect(!certificate.subject.isEmpty)
            count += 1
            index += length
        }
        #expect(count >= 588)
    }
}
