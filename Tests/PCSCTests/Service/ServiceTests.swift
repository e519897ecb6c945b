import Foundation
import PCSC
import SmartCard
import Testing
import VirtualCard

/// Everything that goes through a real pcscd, with our driver in it. One after the other: they share this process's
/// way to pcscd.
@Suite(.serialized) enum ServiceTests {
    static let service = SmartCardService()

    /// Runs the body while a card is in a reader of the desk, and pulls it out afterwards.
    static func withCard<Result: Sendable>(
        _ card: any EmulatedCard, in index: Int = 0, _ body: (Reader) async throws -> Result
    ) async throws -> Result {
        let path = try #require(Desk.rig).readers[index]
        let stay = Task { try await VPCDClient(.unix(path: path)).insert(card) }
        do {
            let name = name(ofReader: index)
            let result = try await body(try await service.waitForCard(in: name, for: .seconds(20)))
            stay.cancel()
            _ = try await stay.value
            try await waitUntilEmpty(name)
            return result
        } catch {
            stay.cancel()
            _ = await stay.result
            throw error
        }
    }

    /// The name that pcscd gives to a reader of the desk.
    static func name(ofReader index: Int) -> String {
        let number = String(index, radix: 16, uppercase: true)
        return "chip-id virtual reader \(index < 16 ? "0" : "")\(number) 00"
    }

    static func waitUntilEmpty(_ name: String) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(20))
        while try await service.reader(named: name).state.isCardPresent {
            guard ContinuousClock.now < end else { throw RigError("the card is still in \(name)") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Sends the card a command that it must answer well.
    static func expectSuccess(_ reader: Reader) async throws {
        let answer = try await reader.withTransaction { try await $0.transmit(command) }
        #expect(answer.status == .success)
    }

    /// A short command that wants all there is.
    static let command = CommandAPDU(0x00, 0xB0, 0x00, 0x00, expectedLength: 256)

    @Test(.timeLimit(.minutes(1))) static func theServiceComesAndGoes() async throws {
        _ = Desk.socket
        let down = await #expect(throws: SmartCardError.self) { try await service.readers() }
        #expect(down?.code == .serviceDown && down?.fault == .station)

        var events = service.events().makeAsyncIterator()
        guard case .serviceDown = await events.next() else {
            Issue.record("no word of the service")
            return
        }
        try await Desk.with(readers: 1) { rig in
            let arrived = await events.next()
            guard case .readerArrived(let reader) = arrived else {
                Issue.record("\(String(describing: arrived))")
                return
            }
            #expect(reader.name == "chip-id virtual reader 00 00" && !reader.state.isCardPresent)
            await rig.stopService()
            #expect(await events.next() == .readerLeft(reader))
            guard case .serviceDown = await events.next() else {
                Issue.record("no word of the service")
                return
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) static func noReader() async throws {
        try await Desk.with(readers: 0) { _ in
            let readers = try await service.readers()
            #expect(readers.isEmpty)
            let error = await #expect(throws: SmartCardError.self) { try await service.waitForCard(for: .seconds(20)) }
            #expect(error?.code == .noReader && error?.fault == .reader)
        }
    }

    /// As cards of other people's connect that know TCP only.
    @Test(.timeLimit(.minutes(1))) static func aCardOverTCP() async throws {
        let port = UInt16.random(in: 20_000...30_000)
        try await Desk.with(readers: 0, ports: [port]) { _ in
            let stay = Task { try await VPCDClient(.loopback(port: port)).insert(ScriptedCard()) }
            try await expectSuccess(try await service.waitForCard(for: .seconds(20)))
            stay.cancel()
            let end = try await stay.value
            #expect(end == .removed)
        }
    }

    @Test(.timeLimit(.minutes(1))) static func theServiceEndsInATransaction() async throws {
        try await Desk.with(readers: 1) { rig in
            let stay = Task { try await VPCDClient(.unix(path: rig.readers[0])).insert(ScriptedCard()) }
            let reader = try await service.waitForCard(for: .seconds(20))
            let error = await #expect(throws: SmartCardError.self) {
                try await reader.withTransaction { card in
                    await rig.stopService()
                    _ = try await card.transmit(command)
                }
            }
            #expect(error?.code == .serviceDown)
            #expect(try await stay.value == .readerHungUp)
        }
    }
}
