import PCSC
import SmartCard
import Synchronization
import Testing
import VirtualCard

extension ServiceTests {
    /// What each quirk does: the model without it fails, and with it does not.
    @Suite(.timeLimit(.minutes(4))) struct ReaderQuirkTests {
        /// A card that answers each command with so many bytes, status word included.
        private static func card(answering count: Int) -> ScriptedCard {
            ScriptedCard { _ in .answer([UInt8](repeating: 0xA5, count: count - 2) + [0x90, 0x00]) }
        }

        @Test("a reader that says nothing of extended APDUs, and carries them")
        func works() async throws {
            let (before, after, answer) = try await QuirkDesk.with(
                Self.card(answering: 4_000), inReaderOf: "tells-nothing"
            ) { reader in
                let before = try await reader.withTransaction { await $0.limits }
                let known = QuirkDesk.Known([.extendedLength: "works", .maximumAnswer: "4096 bytes"])
                return try await reader.withTransaction(quirks: known) { transaction in
                    let command = CommandAPDU(
                        0, 0xB0, 0, 0, expectedLength: await transaction.limits.maximumResponseData)
                    return (before, await transaction.limits, try await transaction.transmit(command))
                }
            }
            #expect(before == .short)
            #expect(after == ChannelLimits(maximumCommandData: 65_535, maximumResponseData: 4_094))
            #expect(answer.data.count == 3_998)
        }

        @Test("sizes are what the reader says, corrected", arguments: ["acr1252", "scl3711", "plain"])
        func sizes(_ model: String) async throws {
            let known = QuirkDesk.Known([.maximumCommand: "300 bytes", .maximumAnswer: "200 bytes"])
            let limits = try await QuirkDesk.with(ScriptedCard(), inReaderOf: model) { reader in
                try await reader.withTransaction(quirks: known) { await $0.limits }
            }
            let command = model == "scl3711" ? 255 : 291
            #expect(limits == ChannelLimits(maximumCommandData: command, maximumResponseData: 198))
        }

        @Test("T=0 has no extended APDUs, whatever is known")
        func contacts() async throws {
            let known = QuirkDesk.Known([.extendedLength: "works"])
            let limits = try await QuirkDesk.with(ScriptedCard(atr: [0x3B, 0x00]), inReaderOf: "contact") { reader in
                try await reader.withTransaction(quirks: known) { await $0.limits }
            }
            #expect(limits == .short)
        }

        /// What happened to the card between two commands with a reset between them, and after the second.
        private func reset(_ known: (any ReaderQuirkSource)?) async throws -> (between: [String], after: [String]) {
            let card = ScriptedCard()
            try await QuirkDesk.with(card, inReaderOf: "keeps-session") { reader in
                try await reader.withTransaction(quirks: known) { transaction in
                    _ = try await transaction.transmit(command)
                    try await transaction.reset(waiting: .zero)
                    let answer = try await transaction.transmit(command)
                    #expect(answer.status == .success)
                }
                // Another one comes after the card was given back.
                try await reader.withTransaction(quirks: known) { _ in }
            }
            let history = card.history.withLock { $0 }
            let first = try #require(history.firstIndex(of: "5"))
            let last = try #require(history.lastIndex(of: "5"))
            #expect(first < last && !history.contains("reset"), "\(history)")
            return (Array(history[(first + 1)..<last]), Array(history[(last + 1)...]))
        }

        @Test("a reader whose reset leaves the session open: the card's power is taken instead")
        func power() async throws {
            let unknown = try await reset(nil)
            #expect(unknown.between == [], "the model resets nothing")
            let known = try await reset(QuirkDesk.Known([.reset: "power"]))
            #expect(known.between == ["off", "on"])
            #expect(known.after.prefix(2) == ["off", "on"], "and it is given back without a session")
        }

        @Test(
            "a card that is taken away in the middle, where the reader tells it late",
            arguments: [(nil, .readerFailed), ("5500 ms", .cardRemoved)] as [(String?, SmartCardError.Code)])
        func removal(_ delay: String?, _ code: SmartCardError.Code) async throws {
            let known = delay.map { QuirkDesk.Known([.removalDelay: $0]) }
            let error = try await QuirkDesk.with(ScriptedCard { _ in .leave }, inReaderOf: "later-removal") { reader in
                await #expect(throws: SmartCardError.self) {
                    try await reader.withTransaction(quirks: known) { _ = try await $0.transmit(command) }
                }
            }
            #expect(error?.code == code)
        }

        /// The first command after a card came; nil where it was lost.
        private func firstAnswer(_ known: (any ReaderQuirkSource)?) async throws -> ResponseAPDU? {
            try await QuirkDesk.with(ScriptedCard(), inReaderOf: "slow-start") { reader in
                try await reader.withTransaction(quirks: known) { transaction in
                    do { return try await transaction.transmit(command) } catch let error as SmartCardError
                        where error.code == .readerFailed
                    { return nil }
                }
            }
        }

        @Test("a reader that loses what comes too soon after the card")
        func delayAfterInsertion() async throws {
            var wasLost = false
            // On a busy machine a command may come late enough by itself.
            for _ in 0..<5 where !wasLost { wasLost = try await firstAnswer(nil) == nil }
            #expect(wasLost, "the model loses nothing")
            let answer = try await firstAnswer(QuirkDesk.Known([.delayAfterInsertion: "1500 ms"]))
            #expect(answer?.status == .success)
        }

        /// Whether twenty commands, one after the other, are all answered.
        private func areAnswered(_ known: (any ReaderQuirkSource)?) async throws -> Bool {
            try await QuirkDesk.with(ScriptedCard(), inReaderOf: "needs-pause") { reader in
                try await reader.withTransaction(quirks: known) { transaction in
                    for _ in 0..<20 {
                        do { _ = try await transaction.transmit(command) } catch let error as SmartCardError
                            where error.code == .readerFailed
                        { return false }
                    }
                    return true
                }
            }
        }

        @Test("a reader that loses a command that follows an answer at once")
        func pauseBetweenCommands() async throws {
            let unknown = try await areAnswered(nil)
            #expect(!unknown, "the model loses nothing")
            let known = try await areAnswered(QuirkDesk.Known([.pauseBetweenCommands: "200 ms"]))
            #expect(known)
        }

        @Test("the driver tells its version")
        func driver() async throws {
            let version = try await QuirkDesk.with(ScriptedCard(), inReaderOf: "plain") { reader in
                try await reader.withTransaction { await $0.driverVersion() }
            }
            #expect(version == "0.1.1")
        }
    }
}
