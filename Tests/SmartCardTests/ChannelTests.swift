import SmartCard
import Testing

@Suite("Channels")
struct ChannelTests {
    private func channel(_ exchanges: [(String, String)]) throws -> ReplayChannel {
        ReplayChannel(
            try exchanges.map {
                ReplayChannel.Exchange(command: try #require(Hex.bytes($0.0)), response: try #require(Hex.bytes($0.1)))
            })
    }

    private let read = CommandAPDU(0x00, 0xB0, 0x00, 0x00, expectedLength: 256)

    @Test("61xx is followed by GET RESPONSE until the answer ends")
    func getResponse() async throws {
        let replay = try channel([("00B0000000", "01026102"), ("00C0000002", "03046101"), ("00C0000001", "059000")])
        let answer = try await ResponseChaining(replay).transmit(read)
        #expect(answer.data == [1, 2, 3, 4, 5])
        #expect(answer.status == .success)
        #expect(await replay.remaining == 0)
    }

    @Test("6Cxx repeats the command with the card's length")
    func correctedLength() async throws {
        let replay = try channel([("00B0000000", "6C03"), ("00B0000003", "0102039000")])
        #expect(try await ResponseChaining(replay).transmit(read).data == [1, 2, 3])
    }

    @Test("an answer that never ends is cut off")
    func endless() async throws {
        let piece = ("00C0000001", "AA6101")
        let replay = try channel([("00B0000000", "6101")] + [(String, String)](repeating: piece, count: 400))
        await #expect(throws: SmartCardError.self) { try await ResponseChaining(replay).transmit(read) }
        #expect(await replay.remaining > 0)
    }

    @Test("a replayed card refuses another command than the recorded one")
    func mismatch() async throws {
        let replay = try channel([("00B0000001", "9000")])
        await #expect(throws: SmartCardError.self) { try await replay.transmit(read) }
    }

    @Test("the meter counts exchanges and bytes of both directions")
    func meter() async throws {
        let meter = MeteredChannel(try channel([("00B0000000", "0102039000"), ("00B0000000", "6B00")]))
        _ = try await meter.transmit(read)
        _ = try await meter.transmit(read)
        let count = await meter.count
        #expect(count.exchanges == 2)
        #expect(count.bytesSent == 10)
        #expect(count.bytesReceived == 7)
    }
}
