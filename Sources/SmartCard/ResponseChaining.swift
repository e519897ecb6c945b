/// Completes answers that a card hands over in pieces (61 xx, GET RESPONSE) and repeats a command whose Le the card
/// corrects (6C xx): ISO/IEC 7816-4 §5.3.4, §5.6.
///
/// Lies below secure messaging: a repeated command is the very same bytes, so no counter moves.
package struct ResponseChaining: CardChannel {
    private let base: any CardChannel
    private let longestAnswer: Int
    /// No answer is longer than an extended one, and no piece is empty for ever.
    private static let maximumPieces = 300

    /// - Parameters:
    ///   - base: the link itself.
    ///   - longestAnswer: what short commands ask for at most, for readers that lose the end of longer answers.
    package init(_ base: any CardChannel, longestAnswer: Int = 256) {
        self.base = base
        self.longestAnswer = longestAnswer
    }

    package var limits: ChannelLimits { get async { await base.limits } }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        var command = command
        if !command.isExtended { command.expectedLength = command.expectedLength.map { min($0, longestAnswer) } }
        var response = try await base.transmit(command)
        if let length = response.status.correctExpectedLength, response.data.isEmpty {
            var corrected = command
            corrected.expectedLength = length
            response = try await base.transmit(corrected)
        }
        var data = response.data
        var pieces = 0
        while let waiting = response.status.bytesAvailable {
            pieces += 1
            guard pieces <= Self.maximumPieces, data.count <= 0x1_0000 else {
                throw SmartCardError(.tooManyExchanges, "the card's answer does not end")
            }
            response = try await base.transmit(
                CommandAPDU(0x00, 0xC0, 0x00, 0x00, expectedLength: min(waiting, longestAnswer)))
            data += response.data
        }
        return ResponseAPDU(data: data, status: response.status)
    }
}
