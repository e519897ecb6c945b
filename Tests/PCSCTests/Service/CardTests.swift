import Foundation
import PCSC
import SmartCard
import Synchronization
import Testing
import VirtualCard

extension ServiceTests {
    /// Cards that behave.
    @Suite(.desk(readers: 2), .timeLimit(.minutes(1))) struct CardTests {
        @Test func anExchange() async throws {
            let card = ScriptedCard { .answer($0 + [0x90, 0x00]) }
            try await withCard(card) { reader in
                #expect(reader.state.answerToReset == card.answerToReset)
                try await reader.withTransaction { transaction in
                    let echo = try await transaction.transmit(command)
                    #expect(echo.data == [0x00, 0xB0, 0x00, 0x00, 0x00])
                    #expect(await transaction.answerToReset == card.answerToReset)
                    #expect(await transaction.transportProtocol == .t1)
                }
            }
        }

        @Test func theLongestAPDUs() async throws {
            let card = ScriptedCard { command in
                .answer([UInt8](repeating: 0xA5, count: command.count - 2) + [0x90, 0x00])
            }
            try await withCard(card) { reader in
                try await reader.withTransaction { transaction in
                    let limits = await transaction.limits
                    #expect(limits.maximumCommandData == 65_526 && limits.maximumResponseData == 65_526)
                    let data = [UInt8](repeating: 0x5A, count: limits.maximumCommandData)
                    let long = CommandAPDU(0, 0xD6, 0, 0, data: data, expectedLength: 65_536)
                    let answer = try await transaction.transmit(long)
                    #expect(answer.data.count == 65_533)
                    // One more does not fit a frame, and is an error and not a hang.
                    let tooLong = CommandAPDU(0, 0xD6, 0, 0, data: data + [0], expectedLength: 65_536)
                    let error = await #expect(throws: SmartCardError.self) { try await transaction.transmit(tooLong) }
                    #expect(error?.code == .apduTooLong && error?.fault == .reader)
                    let after = try await transaction.transmit(command)
                    #expect(after.status == .success)
                }
            }
        }

        @Test func theCardIsGivenBackReset() async throws {
            let card = ScriptedCard()
            try await withCard(card) { reader in
                struct Failure: Error {}
                await #expect(throws: Failure.self) {
                    try await reader.withTransaction { transaction in
                        _ = try await transaction.transmit(command)
                        throw Failure()
                    }
                }
                let history = card.history.withLock { $0 }
                #expect(history.suffix(2) == ["5", "reset"], "\(history)")
                // And the reader is free again.
                try await reader.withTransaction { _ = try await $0.transmit(command) }
            }
        }

        @Test func theCardIsResetInTheMiddle() async throws {
            let card = ScriptedCard()
            try await withCard(card) { reader in
                try await reader.withTransaction { transaction in
                    _ = try await transaction.transmit(command)
                    try await transaction.reset(waiting: .zero)
                    let answer = try await transaction.transmit(command)
                    #expect(answer.status == .success)
                    // Still ours alone.
                    await #expect(throws: SmartCardError.self) { try await reader.withTransaction { _ in } }
                }
                #expect(card.history.withLock { $0 }.contains("reset"))
            }
        }

        @Test func aCardThatIsLiftedAndPutBack() async throws {
            let path = try #require(Desk.rig).readers[0]
            let first = Task { try await VPCDClient(.unix(path: path)).insert(ScriptedCard { _ in .leave }) }
            let reader = try await service.waitForCard(in: "00 00", for: .seconds(20))
            try await reader.withTransaction { transaction in
                let error = await #expect(throws: SmartCardError.self) { try await transaction.transmit(command) }
                #expect(error?.code == .cardRemoved)
                _ = try await first.value
                let gone = await #expect(throws: SmartCardError.self) { try await transaction.reset(waiting: .zero) }
                #expect(gone?.code == .cardRemoved)
                let second = Task {
                    try await Task.sleep(for: .milliseconds(300))
                    return try await VPCDClient(.unix(path: path)).insert(ScriptedCard())
                }
                try await transaction.reset(waiting: .seconds(20))
                let answer = try await transaction.transmit(command)
                #expect(answer.status == .success)
                second.cancel()
                _ = try await second.value
            }
            try await waitUntilEmpty(reader.name)
        }

        @Test func anotherProgramHasTheReader() async throws {
            try await withCard(ScriptedCard()) { reader in
                try await reader.withTransaction { _ in
                    let error = await #expect(throws: SmartCardError.self) {
                        try await reader.withTransaction { _ in }
                    }
                    #expect(error?.code == .readerBusy && error?.message.contains("another program") == true)
                }
            }
        }

        @Test func waiting() async throws {
            let clock = ContinuousClock()
            let error = await #expect(throws: SmartCardError.self) {
                try await service.waitForCard(in: "01 00", for: .milliseconds(700))
            }
            #expect(error?.code == .noCard)
            let path = try #require(Desk.rig).readers[1]
            let stay = Task {
                try await Task.sleep(for: .milliseconds(300))
                return try await VPCDClient(.unix(path: path)).insert(ScriptedCard())
            }
            var reader: Reader?
            let time = try await clock.measure { reader = try await service.waitForCard(for: .seconds(10)) }
            #expect(reader?.name == "chip-id virtual reader 01 00")
            #expect(time < .seconds(9), "as long as the whole wait: \(time)")
            stay.cancel()
            #expect(try await stay.value == .removed)
            try await waitUntilEmpty("chip-id virtual reader 01 00")
        }

        @Test func aCardThatIsPulledOutIsSeenAtOnce() async throws {
            let clock = ContinuousClock()
            let path = try #require(Desk.rig).readers[0]
            var events = service.events().makeAsyncIterator()
            for _ in 0..<2 {
                guard case .readerArrived = await events.next() else {
                    Issue.record("no readers")
                    return
                }
            }
            let stay = Task { try await VPCDClient(.unix(path: path)).insert(ScriptedCard()) }
            guard case .cardInserted(let reader) = await events.next() else {
                Issue.record("no card")
                return
            }
            #expect(reader.name == "chip-id virtual reader 00 00")
            let time = await clock.measure {
                stay.cancel()
                guard case .cardRemoved = await events.next() else {
                    Issue.record("no removal")
                    return
                }
            }
            #expect(time < .seconds(20), "as long as the driver waits for a card: \(time)")
        }

        @Test func aCardThatIsSwappedFastIsSeenAsAnother() async throws {
            let path = try #require(Desk.rig).readers[0]
            let first = Task { try await VPCDClient(.unix(path: path)).insert(ScriptedCard()) }
            let before = try await service.waitForCard(in: "00 00", for: .seconds(20))
            first.cancel()
            let second = Task { try await VPCDClient(.unix(path: path)).insert(ScriptedCard(atr: [0x3B, 0x00])) }
            let end = ContinuousClock.now.advanced(by: .seconds(3))
            var after = before
            while after.state.answerToReset != [0x3B, 0x00], ContinuousClock.now < end {
                after = try await service.reader(named: before.name)
            }
            #expect(after.state.eventCount == before.state.eventCount &+ 2)
            second.cancel()
            _ = try await second.value
            try await waitUntilEmpty(before.name)
        }

        @Test func aCardThatLeavesByItself() async throws {
            let path = try #require(Desk.rig).readers[0]
            let stay = Task { try await VPCDClient(.unix(path: path)).insert(ScriptedCard { _ in .leave }) }
            let reader = try await service.waitForCard(in: "00 00", for: .seconds(20))
            let error = await #expect(throws: SmartCardError.self) { try await expectSuccess(reader) }
            #expect(error?.code == .cardRemoved)
            let end = try await stay.value
            #expect(end == .left)
            try await waitUntilEmpty(reader.name)
        }

        @Test func aSecondCardIsTurnedAway() async throws {
            let path = try #require(Desk.rig).readers[0]
            try await withCard(ScriptedCard()) { reader in
                let end = try await VPCDClient(.unix(path: path)).insert(ScriptedCard())
                #expect(end == .turnedAway)
                try await expectSuccess(reader)
            }
        }
    }
}
