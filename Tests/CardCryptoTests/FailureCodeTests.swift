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
        let key = try PrivateKey.generate(.ec(.p256))
        let certificate = try SignedDataTests.template("signer").issue(for: key, digest: .sha256)
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        try openSSL.write(Array(certificate.pem.utf8), "signer.pem")
        try openSSL.write(key.pem().exposed(), "signer.key")
        try openSSL.write(Array("content".utf8), "content")
        let signer = ["-signer", "signer.pem", "-inkey", "signer.key"]
        func signed(_ arguments: String..., signers: Int = 1) throws -> [UInt8] {
            try openSSL.run(
                ["cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-in", "content", "-out", "signed"]
                    + (0..<signers).flatMap { _ in signer } + arguments)
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
        #expect(
            code(of: try signed(signers: 2))
                == "card-signer-count")
        #expect(
            code(of: try signed("-nocerts")) == "card-signer-unknown")
        #expect(
            code(of: try signed("-md", "sha3-256"))
                == "card-unsupported-algorithm")
        // BER with indefinite lengths.
        #expect(code(of: try signed("-stream")) == "card-deviation")
    }
}
