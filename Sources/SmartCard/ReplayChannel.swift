/// Plays a recorded conversation back: each command must be the recorded one, byte for byte.
///
/// Worked examples of the standards and recorded field failures run through the station in this way.
package actor ReplayChannel: CardChannel {
    /// One recorded command and its answer, as bytes on the wire.
    package struct Exchange: Sendable, Hashable {
        package let command: [UInt8]
        package let response: [UInt8]

        package init(command: [UInt8], response: [UInt8]) {
            self.command = command
            self.response = response
        }
    }

    package nonisolated let limits: ChannelLimits
    private var exchanges: ArraySlice<Exchange>
    private let total: Int

    package init(_ exchanges: [Exchange], limits: ChannelLimits = .short) {
        self.exchanges = exchanges[...]
        self.limits = limits
        total = exchanges.count
    }

    /// Exchanges not played yet.
    package var remaining: Int { exchanges.count }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        guard let next = exchanges.popFirst() else {
            throw SmartCardError(.tooManyExchanges, "the recording ends after \(total) exchanges", fault: .station)
        }
        guard try command.serialized() == next.command else {
            let number = total - exchanges.count
            throw SmartCardError(
                .malformedAPDU, "command \(number) is not the recorded one", fault: .station)
        }
        return try ResponseAPDU(parsing: next.response)
    }
}
