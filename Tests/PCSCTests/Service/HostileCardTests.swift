import Foundation
import PCSC
import SmartCard
import Testing
import VirtualCard

extension ServiceTests {
    /// Programs that play a card badly must hurt neither pcscd nor the other readers.
    @Suite(.desk(readers: 2), .timeLimit(.minutes(1))) struct HostileCardTests {
        /// After the harm: pcscd lives, the reader is empty again, and both readers work.
        private func everythingStillWorks() async throws {
            try await waitUntilEmpty("chip-id virtual reader 00 00")
            for index in 0..<2 {
                try await withCard(ScriptedCard(), in: index) { reader in
                    try await expectSuccess(reader)
                }
            }
        }

        /// Runs a command against a hostile card in reader 0 and returns what comes of it.
        private func failure(
            of act: @escaping @Sendable (HostileCard) -> Void
        ) async throws -> SmartCardError? {
            let path = try #require(Desk.rig).readers[0]
            let card = try HostileCard.act(at: path, act)
            defer { card.hangUp() }
            do {
                let reader = try await service.waitForCard(in: "00 00", for: .seconds(20))
                try await reader.withTransaction { _ = try await $0.transmit(command) }
                return nil
            } catch let error as SmartCardError {
                return error
            }
        }

        @Test func pulledOutDuringACommand() async throws {
            let clock = ContinuousClock()
            var error: SmartCardError?
            let time = try await clock.measure { error = try await failure { _ = $0.untilAPDU() } }
            #expect(error?.code == .cardRemoved && error?.fault == .card)
            #expect(time < .seconds(20), "as long as the driver waits for a card: \(time)")
            try await everythingStillWorks()
        }

        @Test func pulledOutInTheMiddleOfAnAnswer() async throws {
            let error = try await failure { card in
                _ = card.untilAPDU()
                card.say([0xFF, 0xFF, 1, 2, 3])
            }
            #expect(error?.code == .cardRemoved)
            try await everythingStillWorks()
        }

        @Test func aHangingCardKeepsNobodyElseWaiting() async throws {
            let path = try #require(Desk.rig).readers[0]
            let asked = AsyncStream.makeStream(of: Void.self)
            let card = try HostileCard.act(at: path) { card in
                _ = card.untilAPDU()
                asked.continuation.yield()
                card.untilHungUp()
            }
            let reader = try await service.waitForCard(in: "00 00", for: .seconds(20))
            let hanging = Task { try await reader.withTransaction { try await $0.transmit(command) } }
            for await _ in asked.stream { break }
            let clock = ContinuousClock()
            let time = try await clock.measure {
                try await withCard(ScriptedCard(), in: 1) { other in
                    try await expectSuccess(other)
                }
            }
            #expect(time < .seconds(20), "as long as the driver waits for a card: \(time)")
            card.hangUp()
            let error = await #expect(throws: SmartCardError.self) { try await hanging.value }
            #expect(error?.code == .cardRemoved)
            try await everythingStillWorks()
        }

        @Test(arguments: [0, 1, 34, 300, 65_535]) func anATRThatIsNone(_ length: Int) async throws {
            let error = try await failure { card in
                card.untilATR()
                let header = [UInt8(length >> 8), UInt8(length & 0xFF)]
                card.say(header + [UInt8](repeating: 0x3B, count: length))
                card.untilHungUp()
            }
            #expect(error?.code == .cardMute && error?.fault == .card, "\(String(describing: error))")
            try await everythingStillWorks()
        }

        @Test func aCardThatNeverTellsItsATR() async throws {
            let error = try await failure { $0.untilHungUp() }
            #expect(error?.code == .cardMute && error?.fault == .card, "\(String(describing: error))")
            try await everythingStillWorks()
        }

        @Test func aFloodThatNobodyAskedForIsCutOff() async throws {
            let error = try await failure { card in
                let piece = [UInt8](repeating: 0xFF, count: 4096)
                while card.say(piece) {}
            }
            // The reader throws such a card out, so its coming may not even be seen.
            #expect([.cardMute, .noCard, .cardRemoved].contains(error?.code), "\(String(describing: error))")
            try await everythingStillWorks()
        }

        @Test func anAnswerAndMore() async throws {
            let path = try #require(Desk.rig).readers[0]
            _ = try HostileCard.act(at: path) { card in
                _ = card.untilAPDU()
                card.say([0, 2, 0x90, 0x00, 0, 2, 0x6F, 0x00])
                card.untilHungUp()
            }
            let reader = try await service.waitForCard(in: "00 00", for: .seconds(20))
            let error = await #expect(throws: SmartCardError.self) {
                try await reader.withTransaction { transaction in
                    let first = try await transaction.transmit(command)
                    #expect(first.status == .success)
                    _ = try await transaction.transmit(command)
                }
            }
            #expect(error?.code == .cardRemoved)
            try await everythingStillWorks()
        }

        @Test(arguments: [[], [0x90]] as [[UInt8]]) func anAnswerWithoutAStatusWord(_ answer: [UInt8]) async throws {
            let error = try await failure { card in
                _ = card.untilAPDU()
                card.say([0, UInt8(answer.count)] + answer)
                _ = card.untilAPDU()
            }
            #expect(error?.code == .malformedAPDU && error?.fault == .card, "\(String(describing: error))")
            try await everythingStillWorks()
        }

        /// pcscd calls its event thread back whenever a client disconnects; a driver that misread that would spin.
        @Test func afterwardsPCSCDIsIdle() async throws {
            try await everythingStillWorks()
            let process = try #require(Desk.rig?.serviceIdentifier)
            let before = try processorTicks(process)
            try await Task.sleep(for: .seconds(1))
            #expect(try processorTicks(process) - before < 10)
        }

        /// User and system time of a process so far, in hundredths of a second (proc(5)).
        private func processorTicks(_ process: Int) throws -> Int {
            let fields = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8).split(separator: " ")
            return try #require(Int(fields[13])) + #require(Int(fields[14]))
        }

        @Test func comingAndGoingManyTimes() async throws {
            let path = try #require(Desk.rig).readers[0]
            for _ in 0..<200 {
                let card = try HostileCard(path)
                card.hangUp()
            }
            try await everythingStillWorks()
        }
    }
}
