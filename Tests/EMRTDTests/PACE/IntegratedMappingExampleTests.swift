import CardCrypto
import EMRTD
import LDS
import SmartCard
import Testing

/// Doc 9303-11 Appendices H.1 and H.2, which print values and no commands.
@Suite("Worked examples H.1 and H.2: PACE with integrated mapping")
struct IntegratedMappingExampleTests {
    @Test("every value is the published one", arguments: ["appendix-h1", "appendix-h2"])
    func values(name: String) throws {
        let example = try WorkedExample(name)
        let infos = try SecurityInfos(parsing: BERTLV(0x31, try example.bytes("PACEInfo")).serialized())
        let suite = try #require(PACEOffer.ranked(infos).first).suite
        let zero = [UInt8](repeating: 0, count: 16)
        let decrypted = try suite.cipher.decrypt(
            example.bytes("z"), key: SecretBytes(example.bytes("K_pi")), iv: zero)
        #expect(try decrypted == example.bytes("s"))

        let nonce = SecretBytes(try example.bytes("s"))
        let pseudorandom = try suite.pseudorandom(nonce: nonce, terminalNonce: example.bytes("t"))
        #expect(try pseudorandom.exposed() == example.bytes("R"))
        let generator = try suite.mapGenerator(nonce: nonce, terminalNonce: example.bytes("t"))
        #expect(try generator.bytes == example.bytes("G_mapped"))
        #expect(try suite.domain.mapGenerator(pseudorandom: SecretBytes(example.bytes("R_p"))) == generator)

        for side in [".IFD", ".IC"] {
            let key = SecretBytes(try example.bytes("SK" + side))
            #expect(try suite.domain.raise(generator, to: key).bytes == example.bytes("PK" + side))
        }
        let chipKey = try suite.element(example.bytes("PK.IC"))
        let secret = try suite.domain.sharedSecret(chipKey, SecretBytes(example.bytes("SK.IFD")))
        #expect(try secret.exposed() == example.bytes("K"))
        let keys = try suite.sessionKeys(secret)
        #expect(try keys.encryption.exposed() == example.bytes("KS_Enc"))
        #expect(try keys.authentication.exposed() == example.bytes("KS_MAC"))
        #expect(try suite.token(over: chipKey, key: keys.authentication) == example.bytes("T.IFD"))
        let terminalKey = try suite.element(example.bytes("PK.IFD"))
        #expect(try suite.token(over: terminalKey, key: keys.authentication) == example.bytes("T.IC"))
    }
}
