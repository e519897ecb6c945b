import CardCrypto
import EMRTD
import LDS
import SmartCard
import TestData
import Testing
import VirtualCard

/// Certificates and signatures that other people made.
@Suite("Terminal Authentication: published chains")
struct PublishedChainTests {
    @Test("BSI's example: each certificate is its authority's, the terminal's signature holds")
    func workedExample() throws {
        let example = try WorkedExample("terminal-authentication-ecdsa", in: "bsi-eac")
        let root = try CardVerifiableCertificate(parsing: Array(example.bytes("CVCA").prefix(rootLength(example))))
        let verifier = try CardVerifiableCertificate(parsing: example.bytes("DV"))
        let terminal = try CardVerifiableCertificate(parsing: example.bytes("IS"))
        #expect(try root.publicKey.verifies(root.signature, of: root.body))
        #expect(try root.publicKey.verifies(verifier.signature, of: verifier.body))
        let verifierKey = verifier.publicKey.inheriting(from: root.publicKey)
        #expect(try verifierKey.verifies(terminal.signature, of: terminal.body))
        #expect(try !verifierKey.verifies(verifier.signature, of: verifier.body))
        let terminalKey = terminal.publicKey.inheriting(from: verifierKey)

        let chip = try example.bytes("PK_PICC_PACE")
        let curve = try EllipticCurve(.brainpoolP256r1)
        let identifier = try curve.element(parsing: chip).compressed()
        let ephemeral = try curve.element(parsing: example.bytes("PK_PCD_CA")).compressed()
        var message = identifier + (try example.bytes("r_PICC")) + ephemeral
        #expect(try terminalKey.verifies(example.bytes("s_PCD"), of: message))
        message[40] ^= 1
        #expect(try !terminalKey.verifies(example.bytes("s_PCD"), of: message))
        for certificate in [verifier, terminal] {
            #expect(try CardVerifiableCertificate(parsing: certificate.serialized()) == certificate)
        }
    }

    /// The example's root is followed by something else.
    private func rootLength(_ example: WorkedExample) throws -> Int {
        try BERHeader(parsing: example.bytes("CVCA")[...]).totalLength
    }

    @Test(
        "PersoSim's chain opens EF.DG3 and EF.DG4 of the BSI specimen on a card that trusts its root",
        .needs("cvc-is-chain/CVCA_Cert_01.cvcert"), .needs("bsi2008/Datagroup3.bin"), arguments: [false, true])
    func specimen(byBAC: Bool) async throws {
        func certificate(_ name: String) throws -> CardVerifiableCertificate {
            try CardVerifiableCertificate(parsing: TestData.bytes("cvc-is-chain/\(name).cvcert"))
        }
        let root = try certificate("CVCA_Cert_01")
        let terminal = try certificate("is_cert_1")
        let key = try PrivateKey(pkcs8: SecretBytes(TestData.bytes("cvc-is-chain/IS_Key_01_default.pkcs8")))
        let credentials = TerminalCredentials(
            certificates: [terminal, try certificate("dv_is_cert_1")], holder: terminal.holderReference, signer: key)

        var image = try TestCard.image()
        image.trustPoints = [root]
        image.replace(.cvca, TrustPoints([root.holderReference]).serialized())
        for group in [1, 2, 3, 4, 15] {
            image.replace(.dataGroup(group), try TestData.bytes("bsi2008/Datagroup\(group).bin"))
        }
        image.replace(.com, COM(dataGroups: [.dg1, .dg2, .dg3, .dg4, .dg14, .dg15]).serialized())
        if byBAC { image.files.removeAll { $0.file == .cardAccess } }
        try image.sign()

        let password = try Password.mrz(information: image.mrzInformation)
        let reading = try await DocumentReader(VirtualCard(image), passwords: [password], terminal: credentials).read()
        #expect(reading.terminalAuthentication == .passed)
        #expect(reading.refused.isEmpty)
        for group in [1, 2, 3, 4, 14, 15] {
            let file = try #require(reading.file(.dataGroup(group)))
            #expect(file == image.file(.dataGroup(group)))
            #expect(try FileContent(parsing: file).serialized() == file.bytes, "\(file.file)")
        }
        let closed = try await DocumentReader(VirtualCard(image), passwords: [password]).read()
        #expect(closed.terminalAuthentication == .notAttempted)
        #expect(Set(closed.refused.keys) == [.dg3, .dg4])
    }
}
