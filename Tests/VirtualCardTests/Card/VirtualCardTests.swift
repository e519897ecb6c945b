import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// The card's own rules, asked in the plain and by a stranger to its keys.
@Suite("The virtual card")
struct VirtualCardTests {
    private func card(_ behaviour: CardBehaviour = CardBehaviour()) throws -> VirtualCard {
        let citizen = SyntheticCitizen(seed: 1)
        let mrz = try citizen.mrz()
        let access = SecurityInfos([.pace(PACEInfo(PACEProtocol(.generic, .ecdh, .aes128), parameterID: 13))])
        return VirtualCard(
            CardImage(
                files: [
                    RawFile(.cardAccess, try access.serialized()), RawFile(.com, COM(dataGroups: [.dg1]).serialized()),
                    RawFile(.dg1, mrz.dataGroup1()),
                ], can: citizen.can, mrzInformation: mrz.accessKeyInformation,
                behaviour: behaviour))
    }

    @Test(
        "without access nothing of the holder comes out",
        arguments: [
            ("00A4020C020101", "6A82"),  // EF.DG1 before the application is selected
            ("00B0810000", "6A82"),
            ("00A40000023F00", "6D00"),  // Vietnamese cards do not know SELECT MF
            ("00CA000000", "6D00"),
            ("0022C1A4020000", "6A80"),
            ("10860000027C0000", "6985"),
            ("0CB0000000", "6882"),
            ("00", "6700"),
        ])
    func closed(command: String, answer: String) async throws {
        let bytes = try #require(Hex.bytes(command))
        let answered = await (try card()).answer(to: bytes)
        #expect(answered.map { Hex.string($0) } == answer)
    }

    @Test("after the application is selected the files are there, and closed")
    func selected() async throws {
        let card = try card()
        let select = await card.answer(to: try #require(Hex.bytes("00A4040C07A0000002471001")))
        #expect(select == [0x90, 0x00])
        for command in ["00A4020C020101", "00A4020C02011E", "00B0810000"] {
            #expect(await card.answer(to: try #require(Hex.bytes(command))) == [0x69, 0x82], "\(command)")
        }
        #expect(await card.answer(to: try #require(Hex.bytes("00A4020C020199"))) == [0x6A, 0x82])
    }

    @Test("tries are counted down, told, and end in a blocked password")
    func tries() async throws {
        let card = try card(CardBehaviour(passwordTries: 2))
        for left in [1, 0] {
            let error = await #expect(throws: EMRTDError.self) {
                try await DocumentReader(card, passwords: [.can("999999")]).read()
            }
            #expect(error?.triesLeft == left)
        }
        let error = await #expect(throws: EMRTDError.self) {
            try await DocumentReader(card, passwords: [.can("999999")]).read()
        }
        #expect(error?.status == .authenticationMethodBlocked)
    }

    @Test("a plain command ends the session; a reset forgets everything but wrong tries")
    func sessionEnds() async throws {
        let card = try card()
        let channel = try await PACE(
            try #require(
                PACEOffer.ranked(
                    SecurityInfos([.pace(PACEInfo(PACEProtocol(.generic, .ecdh, .aes128), parameterID: 13))])
                ).first),
            password: .can(SyntheticCitizen(seed: 1).can)
        ).perform(over: card).channel
        let select = CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: [0xA0, 0, 0, 2, 0x47, 0x10, 1])
        #expect(try await channel.transmit(select).status == .success)
        _ = try await card.transmit(select)
        await #expect(throws: EMRTDError.self) { try await channel.transmit(select) }
    }
}
