import CardCrypto
import Foundation
import TestData
import Testing

/// CMS in both directions, each checked by the openssl program.
@Suite("CMS SignedData")
struct SignedDataTests {
    static let time = Date(timeIntervalSince1970: 1_790_000_000)
    let key: PrivateKey
    let certificate: Certificate

    init() throws {
        key = try PrivateKey.generate(.ec(.p256))
        certificate = try Self.template("signer").issue(for: key, digest: .sha256)
    }

    static func template(_ name: String, isCA: Bool = true) -> CertificateTemplate {
        CertificateTemplate(
            subject: [("C", "VN"), ("CN", name)], notBefore: time - 86_400, notAfter: time + 86_400 * 4000,
            extensions: [
                ("basicConstraints", isCA ? "critical,CA:TRUE" : "critical,CA:FALSE"), ("subjectKeyIdentifier", "hash"),
            ])
    }

    private func sign(_ content: [UInt8], isDetached: Bool) throws -> [UInt8] {
        try SignedData.sign(
            content, contentType: isDetached ? nil : "2.23.136.1.1.1", key: key, certificate: certificate,
            digest: .sha256, signingTime: Self.time, isDetached: isDetached, isCAdES: isDetached)
    }

    /// The openssl program beside the signer's certificate and key.
    private func withOpenSSL(_ body: (OpenSSLCommand) throws -> Void) throws {
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        try openSSL.write(Array(certificate.pem.utf8), "signer.pem")
        try openSSL.write(key.pem().exposed(), "signer.key")
        try body(openSSL)
    }

    @Test("openssl accepts what we sign, and finds the CAdES attribute")
    func openSSLVerifies() throws {
        try withOpenSSL { openSSL in
            let content = Array("a record's manifest\n".utf8)
            try openSSL.write(content, "content")
            try openSSL.write(sign(content, isDetached: true), "signature")
            let arguments = [
                "cms", "-verify", "-binary", "-inform", "DER", "-in", "signature", "-content", "content", "-CAfile",
                "signer.pem", "-purpose", "any", "-cades",
            ]
            try openSSL.run(arguments)
            try openSSL.write(content + [0], "content")
            #expect(try openSSL.outcome(arguments).status != 0)
        }
    }

    @Test("we accept what openssl signs", arguments: ["sha256", "sha384"])
    func openSSLSigns(digest: String) throws {
        try withOpenSSL { openSSL in
            try openSSL.write(Array("content".utf8), "content")
            try openSSL.run(
                "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-in", "content", "-signer", "signer.pem",
                "-inkey", "signer.key", "-md", digest, "-out", "signed")
            let verified = try SignedData.verify(openSSL.read("signed"))
            #expect(verified.content == Array("content".utf8))
            #expect(verified.contentType == "1.2.840.113549.1.7.1")
            #expect(verified.signer == certificate)
            #expect(verified.signingTime != nil)
        }
    }

    @Test("content, type, time and signer come back")
    func roundTrip() throws {
        let verified = try SignedData.verify(sign([1, 2, 3], isDetached: false))
        #expect(verified.content == [1, 2, 3])
        #expect(verified.contentType == "2.23.136.1.1.1")
        #expect(verified.signingTime == Self.time)
        #expect(verified.signer == certificate)
        #expect(verified.digest == .sha256)
    }

    @Test("no prefix is accepted, and none traps")
    func prefixes() throws {
        let der = try sign([1, 2, 3], isDetached: false)
        for count in stride(from: 0, to: der.count, by: 3) {
            #expect(throws: CardCryptoError.self) { try SignedData.verify(Array(der.prefix(count))) }
        }
        #expect(throws: CardCryptoError.self) { try SignedData.verify(der + [0]) }
        #expect(throws: CardCryptoError.self) {
            try SignedData.verify([UInt8](repeating: 0x30, count: SignedData.maximumSize + 1))
        }
    }

    @Test("changed content, a missing content and one on the wrong side are refused")
    func wrongContent() throws {
        let detached = try sign([1, 2, 3], isDetached: true)
        #expect(try SignedData.verify(detached, detachedContent: [1, 2, 3]).content == [1, 2, 3])
        #expect(throws: CardCryptoError.self) { try SignedData.verify(detached, detachedContent: [1, 2, 4]) }
        #expect(throws: CardCryptoError.self) { try SignedData.verify(detached) }
        let attached = try sign([1, 2, 3], isDetached: false)
        #expect(throws: CardCryptoError.self) { try SignedData.verify(attached, detachedContent: [9]) }
    }

    @Test("any changed bit in the signature or the signed attributes is found")
    func changedBits() throws {
        let der = try sign([1, 2, 3], isDetached: false)
        // The signer info's end: signed attributes and signature.
        let tail = der.count - 130
        for index in stride(from: tail, to: der.count, by: 7) {
            var changed = der
            changed[index] ^= 0x10
            #expect(throws: CardCryptoError.self, "byte \(index) of \(der.count)") { try SignedData.verify(changed) }
        }
    }
}
