import CardCrypto
import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// Doc 9303-11 Appendix G.1: each direction is pinned to the published bytes.
@Suite("Worked example G.1: PACE with generic mapping over ECDH")
struct AppendixGTests {
    let example: WorkedExample
    let password: Password
    let infos: SecurityInfos
    let offer: PACEOffer

    init() throws {
        example = try WorkedExample("appendix-g1")
        password = try Password.mrz(information: example.text("MRZ_information"))
        infos = try SecurityInfos(parsing: example.bytes("EF.CardAccess"))
        offer = try #require(PACEOffer.ranked(infos).first)
    }

    @Test("every value in between is the published one")
    func intermediate() throws {
        let suite = offer.suite
        #expect(try password.paceKey(for: .aes128).exposed() == example.bytes("K_pi"))
        let nonce = try suite.decryptNonce(example.bytes("z"), with: password)
        #expect(try nonce.exposed() == example.bytes("s"))
        let mapping = try AgreementKeyPair(
            suite.domain, generator: suite.domain.generator, privateKey: SecretBytes(example.bytes("SK_Map.IFD")))
        let generator = try suite.mapGenerator(
            nonce: nonce, own: mapping, other: suite.element(example.bytes("PK_Map.IC")))
        #expect(try generator.bytes == example.bytes("G_mapped"))
        let own = try AgreementKeyPair(
            suite.domain, generator: generator, privateKey: SecretBytes(example.bytes("SK.IFD")))
        let other = try suite.element(example.bytes("PK.IC"))
        let secret = try own.sharedSecret(suite.domain, with: other)
        #expect(try secret.exposed() == example.bytes("K"))
        let keys = try suite.sessionKeys(secret)
        #expect(try keys.encryption.exposed() == example.bytes("KS_Enc"))
        #expect(try keys.authentication.exposed() == example.bytes("KS_MAC"))
        #expect(try suite.token(over: other, key: keys.authentication) == example.bytes("T.IFD"))
    }

    @Test("the terminal sends the published commands and accepts the published answers")
    func terminal() async throws {
        let replay = try #require(example.exchanges).replay()
        let pace = PACE(
            offer, password: password,
            randomness: try example.randomness(bytes: [], privateKeys: ["SK_Map.IFD", "SK.IFD"]))
        _ = try await pace.perform(over: replay)
        #expect(await replay.remaining == 0)
    }

    @Test("the virtual card answers the published commands with the published bytes")
    func card() async throws {
        let image = CardImage(
            files: [RawFile(.cardAccess, try example.bytes("EF.CardAccess"))], can: "000000",
            mrzInformation: try example.text("MRZ_information"))
        let card = VirtualCard(
            image, randomness: try example.randomness(bytes: ["s"], privateKeys: ["SK_Map.IC", "SK.IC"]))
        for exchange in try #require(example.exchanges) {
            let answer = await card.answer(to: try #require(Hex.bytes(exchange.command)))
            #expect(answer.map { Hex.string($0) } == exchange.response, "\(exchange.name)")
        }
    }

    @Test("a card that sends our own key back, or a key off the curve, is refused")
    func hostileKeys() async throws {
        let exchanges = try #require(example.exchanges)
        let ownKey = "7C438441" + (try example.text("PK.IFD")) + "9000"
        let offCurve = exchanges[3].response.replacing("F0949000", with: "F0959000")
        for response in [ownKey, offCurve, "7C0384010490009000", "9000", "7C009000"] {
            var recorded = try exchanges.map {
                ReplayChannel.Exchange(
                    command: try #require(Hex.bytes($0.command)), response: try #require(Hex.bytes($0.response)))
            }
            recorded[3] = ReplayChannel.Exchange(
                command: recorded[3].command, response: try #require(Hex.bytes(response)))
            let pace = PACE(
                offer, password: password,
                randomness: try example.randomness(bytes: [], privateKeys: ["SK_Map.IFD", "SK.IFD"]))
            await #expect(throws: (any Error).self) { try await pace.perform(over: ReplayChannel(recorded)) }
        }
    }
}
