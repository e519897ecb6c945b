import Foundation
import PCSC
import SmartCard
import Synchronization
import Testing
import VirtualCard

extension ServiceTests {
    /// The limits of real readers, through pcscd: drivers/virtual-reader/README.md has the table of the models.
    @Suite(.timeLimit(.minutes(2))) struct ReaderModelTests {
        /// A card of that ATR in a reader of that model, answering each command with so many bytes.
        private func exchange<Result: Sendable>(
            _ model: String, atr: [UInt8] = [0x3B, 0x80, 0x80, 0x01, 0x01], answer: Int = 2,
            _ body: @Sendable (CardTransaction) async throws -> Result
        ) async throws -> Result {
            let card = ScriptedCard(atr: atr) { _ in
                .answer([UInt8](repeating: 0xA5, count: answer - 2) + [0x90, 0x00])
            }
            var result: Result?
            try await Desk.with(readers: 1, models: [model]) { rig in
                result = try await Desk.$rig.withValue(rig) {
                    try await withCard(card) { try await $0.withTransaction { try await body($0) } }
                }
            }
            return try #require(result)
        }

        @Test(
            arguments: [
                ("plain", 65_526), ("acr122u", 256), ("acr1281", 65_536), ("tells-nothing", 256), ("omnikey", 65_536),
            ])
        func whatItTells(_ model: String, _ limit: Int) async throws {
            let (limits, properties) = try await exchange(model) { (await $0.limits, await $0.properties) }
            #expect(limits.maximumResponseData == limit)
            #expect(properties.firmware == "virtual-reader 0.1.1")
            #expect((properties.maximumAPDUDataSize == nil) == (model == "tells-nothing"))
        }

        /// The answer's length without its status word, and what arrives of it; nil is an error of the reader.
        @Test(
            arguments: [
                ("plain", 254, 254), ("plain", 4_000, 4_000),
                ("acr122u", 253, 253), ("acr122u", 254, nil), ("acr122u", 256, 253),
                ("acr1252", 1_022, 1_022), ("acr1252", 1_023, nil), ("omnikey", 259, 259), ("omnikey", 260, nil),
            ] as [(String, Int, Int?)])
        func answers(_ model: String, _ length: Int, _ arriving: Int?) async throws {
            let result = try await exchange(model, answer: length + 2) { transaction -> Int? in
                do { return try await transaction.transmit(command).data.count } catch let error as SmartCardError
                    where error.code == .readerFailed
                { return nil }
            }
            #expect(result == arriving)
        }

        @Test(arguments: [("acr1281", 255), ("omnikey", 255)]) func noLongerCommand(_ model: String, _ most: Int)
            async throws
        {
            try await exchange(model) { transaction in
                let fits = CommandAPDU(0, 0xD6, 0, 0, data: [UInt8](repeating: 0, count: most))
                let before = try await transaction.transmit(fits)
                #expect(before.status == .success)
                let tooLong = CommandAPDU(0, 0xD6, 0, 0, data: [UInt8](repeating: 0, count: most + 1))
                let error = await #expect(throws: SmartCardError.self) { try await transaction.transmit(tooLong) }
                #expect(error?.code == .readerFailed && error?.fault == .reader)
                // The reader goes on with what it carries.
                let after = try await transaction.transmit(fits)
                #expect(after.status == .success)
            }
        }

        /// T=0 from the card's ATR: the client sends no Le beside data, and the card announces its answer.
        @Test(
            arguments: [
                ([0x3B, 0x00], .t0), ([0x3B, 0x80, 0x81, 0x01, 0x80], .t1), ([0x3B, 0x80, 0x80, 0x01, 0x01], .t1),
                ([0x3B, 0x80, 0x00], .t0),
            ] as [([UInt8], TransportProtocol)])
        func theProtocolIsTheATRs(_ atr: [UInt8], _ expected: TransportProtocol) async throws {
            let (chosen, limits) = try await exchange("plain", atr: atr) {
                (await $0.transportProtocol, await $0.limits)
            }
            #expect(chosen == expected)
            #expect((limits == .short) == (expected == .t0))
        }

        @Test func removalIsToldLate() async throws {
            try await Desk.with(readers: 1, models: ["late-removal"]) { rig in
                let stay = Task { try await VPCDClient(.unix(path: rig.readers[0])).insert(ScriptedCard()) }
                let reader = try await service.waitForCard(for: .seconds(20))
                stay.cancel()
                _ = try await stay.value
                let removal = ContinuousClock.now
                // The card is gone and seems to be there.
                let after = try await service.reader(named: reader.name)
                #expect(after.state.isCardPresent)
                try await waitUntilEmpty(reader.name)
                #expect(ContinuousClock.now - removal >= .milliseconds(250))
            }
        }

        @Test func aLateRemovalInTheMiddleIsARemovalAndNoFaultOfTheReader() async throws {
            try await Desk.with(readers: 1, models: ["late-removal"]) { rig in
                let stay = Task {
                    try await VPCDClient(.unix(path: rig.readers[0])).insert(ScriptedCard { _ in .leave })
                }
                let reader = try await service.waitForCard(for: .seconds(20))
                let error = await #expect(throws: SmartCardError.self) { try await expectSuccess(reader) }
                #expect(error?.code == .cardRemoved, "\(String(describing: error))")
                _ = try await stay.value
                // The next card is let in once the removal was told.
                try await waitUntilEmpty(reader.name)
                try await Desk.$rig.withValue(rig) {
                    try await withCard(ScriptedCard()) { try await expectSuccess($0) }
                }
            }
        }
    }

    /// What a contactless reader answers itself.
    @Suite(.desk(readers: 2, models: ["plain", "contact"]), .timeLimit(.minutes(1))) struct PseudoAPDUTests {
        private static let uid = CommandAPDU(0xFF, 0xCA, 0x00, 0x00, expectedLength: 256)
        private static let ats = CommandAPDU(0xFF, 0xCA, 0x01, 0x00, expectedLength: 256)

        @Test func aUIDForEachInsertion() async throws {
            var uids: Set<[UInt8]> = []
            for _ in 0..<3 {
                let card = ScriptedCard()
                let uid = try await withCard(card) { reader in
                    try await reader.withTransaction { transaction in
                        let first = try await transaction.transmit(Self.uid)
                        try await transaction.reset(waiting: .zero)
                        let second = try await transaction.transmit(Self.uid)
                        #expect(second == first, "another one after a reset")
                        #expect(first.status == .success)
                        return first.data
                    }
                }
                #expect(uid.count == 4 && uid[0] == 0x08)
                #expect(!card.history.withLock { $0.contains("5") }, "the card was asked")
                uids.insert(uid)
            }
            #expect(uids.count == 3)
        }

        @Test func theHistoricalBytesOfTheATS() async throws {
            let atr: [UInt8] = [0x3B, 0x83, 0x80, 0x01, 0xA1, 0xA2, 0xA3, 0x22]
            try await withCard(ScriptedCard(atr: atr)) { reader in
                try await reader.withTransaction { transaction in
                    let answer = try await transaction.transmit(Self.ats)
                    #expect(answer.data == [0xA1, 0xA2, 0xA3] && answer.status == .success)
                }
            }
        }

        @Test func aCardWithContactsHasNone() async throws {
            try await withCard(ScriptedCard(atr: [0x3B, 0x80, 0x81, 0x01, 0x80])) { reader in
                try await reader.withTransaction { transaction in
                    for command in [Self.uid, Self.ats] {
                        let answer = try await transaction.transmit(command)
                        #expect(answer.status == StatusWord(rawValue: 0x6A81))
                    }
                }
            }
        }

        @Test func aReaderForContactsAsksTheCard() async throws {
            let card = ScriptedCard { _ in .answer([0x6E, 0x00]) }
            try await withCard(card, in: 1) { reader in
                try await reader.withTransaction { transaction in
                    let answer = try await transaction.transmit(Self.uid)
                    #expect(answer.status == StatusWord(rawValue: 0x6E00))
                }
            }
            #expect(card.history.withLock { $0.contains("5") })
        }
    }
}
