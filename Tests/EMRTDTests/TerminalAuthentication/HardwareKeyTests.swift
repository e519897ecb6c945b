import CardCrypto
import EMRTD
import Foundation
import HardwareKeys
import LDS
import SmartCard
import Testing
import VirtualCard

/// The terminal's key in a PKCS#11 token (SoftHSM) and in a TPM (swtpm): real modules, keys that never leave them.
@Suite("Terminal Authentication with a key in hardware", .serialized, .timeLimit(.minutes(1)))
struct HardwareKeyTests {
    /// A folder for one test.
    private func inFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = URL(filePath: "/tmp/hardware-key-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    /// What this process finds in its environment from now on.
    private func set(_ environment: [String: String]) {
        for (name, value) in environment { setenv(name, value, 1) }
    }

    /// A chain for a terminal key whose public half is in a PEM file, and a read that needs its private half.
    private func openFingerprints(publicKey pem: URL, uri: String) async throws {
        let demo = try DemoVerification(.ec(.p256), .ecdsa(.sha256))
        let signer = try PrivateKey(uri: uri)
        let point = try pointOnP256(pem)
        let own = demo.terminal
        let body = CardVerifiableCertificate.body(
            authority: own.authorityReference,
            publicKey: CertificatePublicKey(
                algorithm: own.publicKey.algorithm, numbers: [BERTLV(0x86, point)]),
            holder: own.holderReference, authorization: own.holderAuthorization, effective: own.effectiveDate,
            expiration: own.expirationDate)
        let certificate = try CardVerifiableCertificate(
            body: body, signature: demo.verifierKey.signature(of: body, by: .ecdsa(.sha256)))
        let credentials = TerminalCredentials(
            certificates: [certificate, demo.verifier], holder: own.holderReference, signer: signer)
        var image = try TestCard.image()
        image.trustPoints = [demo.root]
        image.replace(.cvca, TrustPoints([demo.root.holderReference]).serialized())
        let reading = try await DocumentReader(
            VirtualCard(image), passwords: [.can(image.can)], selection: .only([.dg3]), terminal: credentials
        ).read()
        #expect(reading.terminalAuthentication == .passed)
        #expect(reading.file(.dg3) == image.file(.dg3))
    }

    private func pointOnP256(_ pem: URL) throws -> [UInt8] {
        let text = String(decoding: try Data(contentsOf: pem), as: UTF8.self)
        let base64 = text.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
        let der = Array(try #require(Data(base64Encoded: base64)))
        return try AgreementPublicKeyInfo.parse(der).key.bytes
    }

    @Test("PKCS#11")
    func token() async throws {
        try await inFolder { folder in
            let token = try SoftToken(in: folder, keys: ["is"])
            set(token.environment)
            try await openFingerprints(publicKey: token.publicKey(of: "is"), uri: token.address(of: "is"))
            #expect(throws: CardCryptoError.self) { try PrivateKey(uri: token.address(of: "none")) }
        }
    }

    @Test("TPM")
    func tpm() async throws {
        try await inFolder { folder in
            // A TPM that does not answer yet spoils nothing for the time when it does.
            set(["TPM2OPENSSL_TCTI": "swtpm:host=127.0.0.1,port=1"])
            #expect(throws: CardCryptoError.self) { try PrivateKey(uri: "handle:0x81000001") }
            let tpm = try SoftTPM(in: folder, keys: 1)
            defer { tpm.stop() }
            set(tpm.environment)
            try await openFingerprints(publicKey: tpm.publicKey(of: 1), uri: tpm.address(of: 1))
            #expect(throws: CardCryptoError.self) { try PrivateKey(uri: "handle:0x81000099") }
        }
    }

    @Test("another kind of address is refused")
    func otherAddresses() {
        #expect(throws: CardCryptoError.self) { try PrivateKey(uri: "/etc/passwd") }
        #expect(throws: CardCryptoError.self) { try PrivateKey(uri: "file:/etc/passwd") }
    }
}
