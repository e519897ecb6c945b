import CardLink
import Glibc
import Testing

/// A connection over a socket pair, and what cards do at the other end.
@Suite struct CardConnectionTests {
    private let connection: CardConnection
    private let card: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        connection = CardConnection(owning: ends[0])
        card = ends[1]
    }

    private func say(_ bytes: [UInt8]) { #expect(send(card, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count) }

    /// Answers once the command has come, from a thread of its own.
    private func answer(after command: Int, _ act: @escaping @Sendable (Int32) -> Void) -> pthread_t {
        let card = card
        return thread {
            var buffer = [UInt8](repeating: 0, count: command + 2)
            var seen = 0
            while seen < command + 2 {
                let count = recv(card, &buffer, buffer.count, 0)
                if count <= 0 { break }
                seen += count
            }
            act(card)
        }
    }

    @Test func anExchange() throws {
        let worker = answer(after: 5) { card in
            _ = send(card, [0, 2, 0x90, 0x00] as [UInt8], 4, 0)
        }
        let result = try connection.exchange([0, 0xB0, 0, 0, 0], by: Deadline(milliseconds: 5000))
        #expect(result == [0x90, 0x00])
        pthread_join(worker, nil)
        close(card)
    }

    @Test func aLongCommandPassesAFullSocket() throws {
        let command = [UInt8](repeating: 0xA5, count: 65_535)
        let worker = answer(after: command.count) { card in
            let answer: [UInt8] = [0xFF, 0xFF] + [UInt8](repeating: 0x5A, count: 65_535)
            _ = send(card, answer, answer.count, 0)
        }
        #expect(try connection.exchange(command, by: Deadline(milliseconds: 5000)).count == 65_535)
        pthread_join(worker, nil)
        close(card)
    }

    @Test func aCardPulledOutDuringACommandIsNoticedAtOnce() {
        let worker = answer(after: 5) { card in close(card) }
        let start = Deadline(milliseconds: 10_000)
        #expect(throws: CardLinkError.hungUp) {
            try connection.exchange([0, 0xB0, 0, 0, 0], by: Deadline(milliseconds: 30_000))
        }
        #expect(start.millisecondsLeft > 8_000)
        pthread_join(worker, nil)
    }

    @Test func aCardPulledOutInTheMiddleOfItsAnswer() {
        let worker = answer(after: 5) { card in
            _ = send(card, [0, 9, 1, 2, 3] as [UInt8], 5, 0)
            close(card)
        }
        #expect(throws: CardLinkError.hungUp) {
            try connection.exchange([0, 0xB0, 0, 0, 0], by: Deadline(milliseconds: 5_000))
        }
        pthread_join(worker, nil)
    }

    @Test func aSilentCard() {
        #expect(throws: CardLinkError.timedOut) {
            try connection.exchange([0, 0xB0, 0, 0, 0], by: Deadline(milliseconds: 50))
        }
        close(card)
    }

    @Test func aDrippingCardDoesNotStretchTheTime() {
        let worker = answer(after: 5) { card in
            _ = send(card, [0xFF, 0xFF] as [UInt8], 2, Int32(MSG_NOSIGNAL))
            for _ in 0..<40 where send(card, [0x90] as [UInt8], 1, Int32(MSG_NOSIGNAL)) == 1 { usleep(20_000) }
        }
        let start = Deadline(milliseconds: 5_000)
        #expect(throws: CardLinkError.timedOut) {
            try connection.exchange([0, 0xB0, 0, 0, 0], by: Deadline(milliseconds: 200))
        }
        #expect(start.millisecondsLeft > 4_000)
        pthread_join(worker, nil)
        close(card)
    }

    @Test func aCardThatDoesNotReadItsCommands() {
        #expect(throws: CardLinkError.timedOut) {
            for _ in 0..<100 {
                try connection.send(.powerOn, by: Deadline(milliseconds: 50))
                _ = try connection.exchange([UInt8](repeating: 0, count: 65_000), by: Deadline(milliseconds: 50))
            }
        }
        close(card)
    }

    @Test func bytesThatNobodyAskedFor() {
        say([0, 2, 0x90, 0x00])
        #expect(throws: CardLinkError.protocolViolation("bytes that nobody asked for")) {
            try connection.exchange([0, 0xB0, 0, 0, 0], by: Deadline(milliseconds: 5_000))
        }
        close(card)
    }

    @Test(arguments: [0, 1, 2, 3, 65_536])
    func whatIsNoAPDUIsNotSent(_ size: Int) {
        #expect(throws: CardLinkError.self) {
            try connection.exchange([UInt8](repeating: 0, count: size), by: Deadline(milliseconds: 50))
        }
        var byte: UInt8 = 0
        #expect(recv(card, &byte, 1, Int32(MSG_DONTWAIT)) < 0)
        close(card)
    }

    @Test func goneIsSeenThoughBytesAreUnread() {
        #expect(!connection.hasHungUp)
        say([1, 2, 3])
        close(card)
        #expect(connection.hasHungUp)
    }
}

/// Runs a closure on a thread of its own.
private func thread(_ body: @escaping @Sendable () -> Void) -> pthread_t {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    pthread_create(
        &thread, nil,
        { argument in
            guard let argument else { return nil }
            Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        }, Unmanaged.passRetained(Box(body)).toOpaque())
    return thread
}
