import CardCrypto
import EMRTD
import Testing

/// BSI's worked example for Extended Access Control. Its version 2 derives the session keys from K and the chip's nonce;
/// version 1 from K alone, by the same function.
@Suite("Worked example: Chip Authentication over ECDH")
struct ChipAuthenticationExampleTests {
    @Test("both sides agree on the published secret, and the published keys follow")
    func agreement() throws {
        let example = try WorkedExample("chip-authentication-ecdh", in: "bsi-eac")
        let curve = try EllipticCurve(.brainpoolP256r1)
        let chip = try AgreementKeyPair(
            curve, generator: curve.generator, privateKey: SecretBytes(example.bytes("SK_PICC")))
        let terminal = try AgreementKeyPair(
            curve, generator: curve.generator, privateKey: SecretBytes(example.bytes("SK_PCD")))
        #expect(try chip.publicKey.bytes == example.bytes("PK_PICC"))
        #expect(try terminal.publicKey.bytes == example.bytes("PK_PCD"))
        let secret = try terminal.sharedSecret(curve, with: chip.publicKey).exposed()
        #expect(try secret == example.bytes("K"))
        #expect(try chip.sharedSecret(curve, with: terminal.publicKey).exposed() == secret)

        let keyed = SecretBytes(secret + (try example.bytes("r_PICC")))
        let encryption = try KeyDerivation.key(from: keyed, .encryption, for: .aes128)
        let authentication = try KeyDerivation.key(from: keyed, .authentication, for: .aes128)
        #expect(try encryption.exposed() == example.bytes("K_Enc"))
        #expect(try authentication.exposed() == example.bytes("K_MAC"))
    }
}
