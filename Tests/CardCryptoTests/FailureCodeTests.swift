import CardCrypto
import Foundation
import TestData
import Testing

/// Failures that a person is told as `card-CODE`, each brought about by keys and signatures that give it.
@Suite("The failures of keys and signatures, by their codes")
struct FailureCodeTests {
    private func code(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "none"
        } catch { return (error as? CardCryptoError).map { "card-\($0.code.rawValue)" } ?? "\(error)" }
    }

    @Test("keys and numbers that are none")
    func keys() throws {
        let curve = try EllipticCurve(.p256)
        #expect(
            code { _ = try SymmetricCipher.aes128.encrypt([1, 2, 3], key: SecretBytes([1]), iv: []) }
                == "card-invalid-length")
        #expect(code { _ = try curve.element(parsing: [0x04]) } == "card-invalid-point")
        #expect(
            code { _ = try AgreementPublicKeyInfo.parse([UInt8](repeating: 0x30, count: 5000)) } == "card-invalid-key")
    }

    @Test("signatures that do not hold, or not as the standard has them")
    func signatures() throws {
        let (key, old) = (try PrivateKey.generate(.ec(.p256)), try PrivateKey.generate(.rsa(bits: 2048)))
        let certificate = try SignedDataTests.template("signer").issue(for: key, digest: .sha256)
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        try openSSL.write(Array(certificate.pem.utf8), "signer.pem")
        try openSSL.write(key.pem().exposed(), "signer.key")
        let oldCertificate = try SignedDataTests.template("old").issue(for: old, digest: .sha256)
        try openSSL.write(Array(oldCertificate.pem.utf8), "old.pem")
        try openSSL.write(old.pem().exposed(), "old.key")
        try openSSL.write(Array("content".utf8), "content")
        func signed(_ arguments: String..., by signers: [String] = ["signer"]) throws -> [UInt8] {
            try openSSL.run(
                ["cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-in", "content", "-out", "signed"]
                    + signers.flatMap { ["-signer", "\($0).pem", "-inkey", "\($0).key"] } + arguments)
            return try openSSL.read("signed")
        }
        func code(of bytes: [UInt8]) -> String { self.code { _ = try SignedData.verify(bytes) } }
        let right = try signed()
        #expect(code(of: right) == "none")
        #expect(code(of: right + [0]) == "card-trailing-bytes")
        #expect(code(of: Array(right.dropLast(40))) == "card-malformed")
        var altered = right
        altered[altered.count - 3] ^= 1
        #expect(code(of: altered) == "card-signature-invalid")
        #expect(code(of: try signed(by: ["signer", "old"])) == "card-signer-count")
        #expect(code(of: try signed("-nocerts")) == "card-signer-unknown")
        #expect(code(of: try signed("-md", "md5", by: ["old"])) == "card-unsupported-algorithm")
        // BER with indefinite lengths.
        #expect(code(of: try signed("-stream")) == "card-deviation")
    }
}
