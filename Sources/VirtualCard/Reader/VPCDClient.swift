internal import SmartCard

/// Puts a card in software into a virtual reader: the card's side of the vpcd protocol.
///
/// Our reader and other people's speak it: frames of a two-byte length, big-endian, and a payload. A payload of one
/// byte is power off (0), power on (1), reset (2) or "tell your ATR" (4); a longer one is a command APDU.
package struct VPCDClient: Sendable {
    /// Where the reader waits.
    package let address: ReaderAddress

    package init(_ address: ReaderAddress) { self.address = address }

    /// How a card's stay in the reader ended.
    package enum End: Sendable, Hashable {
        /// The task was cancelled: the card was pulled out.
        case removed
        /// The card left by itself (``CardAction/leave``).
        case left
        /// The reader hung up: pcscd ended, or it found the card's behaviour against the protocol.
        case readerHungUp
        /// The reader hung up before it asked for anything: it has another card.
        case turnedAway
    }

    /// Connects and serves the card until it is taken out. Cancel the task to pull it out at once.
    ///
    /// Throws `SmartCardError` where no reader waits, and whatever the card throws.
    package func insert(_ card: some EmulatedCard) async throws -> End {
        let line = try ReaderLine(connectingTo: address)
        return try await withTaskCancellationHandler {
            defer { line.hangUp() }
            return try await serve(card, line)
        } onCancel: {
            line.hangUp()
        }
    }

    private func serve(_ card: some EmulatedCard, _ line: ReaderLine) async throws -> End {
        var isFirst = true
        for await request in line.requests {
            isFirst = false
            switch request {
            case [0]: await card.powerOff()
            case [1]: await card.powerOn()
            case [2]: await card.reset()
            case [4]: line.answer(await card.answerToReset)
            case let command where command.count > 1:
                switch try await card.process(command) {
                case .answer(let bytes): line.answer(bytes)
                case .leave: return Task.isCancelled ? .removed : .left
                }
            // Neither an APDU nor a request that the protocol knows: nothing to answer.
            default: break
            }
            line.requestNext()
        }
        if Task.isCancelled { return .removed }
        return isFirst ? .turnedAway : .readerHungUp
    }
}
