import CardCrypto
import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// Doc 9303-11 Appendix D: each direction is pinned to the published bytes.
@Suite("Worked example D: BAC and secure messaging")
struct AppendixDTests {
    let example: WorkedExample

    init() throws { example = try WorkedExample("appendix-d") }

    @Test("keys follow from the MRZ")
    func keys() throws {
        let password = try Password.mrz(information: example.text("MRZ_information"))
        let seed = try #require(try password.bacSeed())
        #expect(seed.exposed() == (try example.bytes("K_seed")))
        let encryption = try KeyDerivation.key(from: seed, .encryption, for: .tripleDES)
        let authentication = try KeyDerivation.key(from: seed, .authentication, for: .tripleDES)
        #expect(encryption.exposed() == (try example.bytes("K_Enc")))
        #expect(authentication.exposed() == (try example.bytes("K_MAC")))
    }

    @Test("the terminal sends the published commands and accepts the published answers")
    func terminal() async throws {
        let authentication = try #require(example.authentication)
        let messaging = try #require(example.messaging)
        let replay = try (authentication + messaging).replay()
        let password = try Password.mrz(information: example.text("MRZ_information"))
        let bac = BasicAccessControl(
            seed: try #require(try password.bacSeed()),
            randomness: try example.randomness(bytes: ["RND.IFD", "K.IFD"]))
        let channel = try await bac.perform(over: replay)
        for exchange in messaging {
            let plain = try #require(exchange.plainCommand.flatMap { Hex.bytes($0) })
            let command = try CommandAPDU(parsing: plain)
            let answer = try await channel.transmit(command)
            #expect(Hex.string(answer.serialized()) == exchange.plainResponse, "\(exchange.name)")
        }
        #expect(await replay.remaining == 0)
    }

    @Test("the virtual card answers the published commands with the published bytes")
    func card() async throws {
        let com = try #require(Hex.bytes("60145F0104303130365F36063034303030305C026175"))
        let image = CardImage(
            files: [RawFile(.com, com)], can: "000000", mrzInformation: try example.text("MRZ_information"),
        )
        let card = VirtualCard(image, randomness: try example.randomness(bytes: ["RND.IC", "K.IC"]))
        let application = CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: [0xA0, 0, 0, 2, 0x47, 0x10, 1])
        #expect(try await card.transmit(application).status == .success)
        let authentication = try #require(example.authentication)
        for exchange in authentication + (example.messaging ?? []) {
            let answer = await card.answer(to: try #require(Hex.bytes(exchange.command)))
            #expect(answer.map { Hex.string($0) } == exchange.response, "\(exchange.name)")
        }
    }

    @Test("an answer that was changed in any bit is refused")
    func malleability() async throws {
        let select = try #require(example.messaging?.first)
        let response = try #require(Hex.bytes(select.response))
        for index in response.indices.dropLast(2) {
            for bit in 0..<8 {
                var session = SecureMessagingSession(
                    cipher: .tripleDES, encryptionKey: SecretBytes(try example.bytes("KS_Enc")),
                    authenticationKey: SecretBytes(try example.bytes("KS_MAC")), counter: try example.bytes("SSC"))
                _ = try session.protect(CommandAPDU(0x00, 0xA4, 0x02, 0x0C, data: [0x01, 0x1E]))
                var changed = response
                changed[index] ^= 1 << bit
                #expect(throws: (any Error).self) { try session.unprotect(ResponseAPDU(parsing: changed)) }
            }
        }
    }
}
