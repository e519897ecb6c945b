import CardCrypto
import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// Doc 9303-11 Appendix G.2 and I.1, which print every command: each direction is pinned to the published bytes.
@Suite("Worked examples G.2 and I.1: PACE over DH, and Chip Authentication Mapping")
struct PrintedPACEExampleTests {
    static let names = ["appendix-g2", "appendix-i1"]

    private func parts(_ name: String) throws -> (WorkedExample, PACEOffer, Password) {
        let example = try WorkedExample(name)
        let infos = try SecurityInfos(parsing: example.bytes("EF.CardAccess"))
        let offer = try #require(PACEOffer.ranked(infos).first)
        return (example, offer, try Password.mrz(information: example.text("MRZ_information")))
    }

    @Test("every value in between is the published one", arguments: names)
    func intermediate(name: String) throws {
        let (example, offer, password) = try parts(name)
        let suite = offer.suite
        let nonce = try suite.decryptNonce(example.bytes("z"), with: password)
        #expect(try nonce.exposed() == example.bytes("s"))
        func pair(_ symbol: String, _ generator: GroupElement) throws -> AgreementKeyPair {
            try AgreementKeyPair(
                suite.domain, generator: generator, privateKey: SecretBytes(example.bytes("SK" + symbol)))
        }
        let generator = try suite.domain.generator
        for side in ["_Map.IFD", "_Map.IC"] {
            #expect(try pair(side, generator).publicKey.bytes == example.bytes("PK" + side))
        }
        let own = try pair("_Map.IFD", generator)
        let other = try suite.element(example.bytes("PK_Map.IC"))
        #expect(try own.agree(suite.domain, with: other).bytes == example.bytes("H"))
        let mapped = try suite.mapGenerator(nonce: nonce, own: own, other: other)
        #expect(try mapped.bytes == example.bytes("G_mapped"))
        let secret = try pair(".IFD", mapped).sharedSecret(suite.domain, with: suite.element(example.bytes("PK.IC")))
        #expect(try secret.exposed() == example.bytes("K"))
        let keys = try suite.sessionKeys(secret)
        #expect(try keys.encryption.exposed() == example.bytes("KS_Enc"))
        #expect(try keys.authentication.exposed() == example.bytes("KS_MAC"))
    }

    @Test("the terminal sends the published commands and accepts the published answers", arguments: names)
    func terminal(name: String) async throws {
        let (example, offer, password) = try parts(name)
        let replay = try #require(example.exchanges).replay()
        let pace = PACE(
            offer, password: password,
            randomness: try example.randomness(bytes: [], privateKeys: ["SK_Map.IFD", "SK.IFD"]))
        let outcome = try await pace.perform(over: replay)
        #expect(await replay.remaining == 0)
        #expect(try outcome.chipKey.bytes == example.bytes("PK.IC"))
        #expect((outcome.mappingProof != nil) == (name == "appendix-i1"))
    }

    @Test("the virtual card answers the published commands with the published bytes", arguments: names)
    func card(name: String) async throws {
        let (example, _, _) = try parts(name)
        let image = CardImage(
            files: [RawFile(.cardAccess, try example.bytes("EF.CardAccess"))], can: "000000",
            mrzInformation: try example.text("MRZ_information"))
        let card = VirtualCard(
            image, randomness: try example.randomness(bytes: ["s"], privateKeys: ["SK_Map.IC", "SK.IC"]))
        // The last answers carry what the examples print no private key for: a certificate's name, the chip's proof.
        for exchange in try #require(example.exchanges).dropLast() {
            let answer = await card.answer(to: try #require(Hex.bytes(exchange.command)))
            #expect(answer.map { Hex.string($0) } == exchange.response, "\(exchange.name)")
        }
    }

    @Test("I.1: the chip's data open to the published ones, close to them again, and prove the published key")
    func mapping() throws {
        let (example, offer, _) = try parts("appendix-i1")
        let key = SecretBytes(try example.bytes("KS_Enc"))
        let data = try offer.suite.openChipAuthenticationData(example.bytes("A_IC"), key: key)
        #expect(try data.exposed() == example.bytes("CA_IC"))
        #expect(try offer.suite.sealChipAuthenticationData(data, key: key) == example.bytes("A_IC"))

        let info = BERTLV(0x31, try example.bytes("ChipAuthenticationPublicKeyInfo")).serialized()
        let keys = try SecurityInfos(parsing: info).chipAuthenticationPublicKeys
        let chipKey = try AgreementPublicKeyInfo.parse(try #require(keys.first).subjectPublicKeyInfo).key
        let mappingKey = try offer.suite.element(example.bytes("PK_Map.IC"))
        let proof = ChipAuthenticationMappingProof(domain: offer.suite.domain, mappingKey: mappingKey, data: data)
        #expect(proof.proves(chipKey))
        #expect(!proof.proves(mappingKey))
    }
}
