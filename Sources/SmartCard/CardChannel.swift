/// The one seam between the station and a card: a command goes in, an answer comes out.
///
/// PC/SC, a virtual card in this process, a replayed trace, a tracer and secure messaging all conform.
/// A channel carries one exchange at a time; callers await each answer before the next command.
package protocol CardChannel: Sendable {
    /// What the link below can carry in one exchange.
    var limits: ChannelLimits { get async }

    /// Sends a command and returns the card's answer, whatever its status word.
    ///
    /// Throws ``SmartCardError`` where no answer came or the answer is not an answer.
    func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU
}

/// The most bytes that one exchange may carry, data fields only.
package struct ChannelLimits: Sendable, Hashable {
    /// The most data bytes of a command.
    package var maximumCommandData: Int
    /// The most data bytes of an answer.
    package var maximumResponseData: Int

    package init(maximumCommandData: Int, maximumResponseData: Int) {
        self.maximumCommandData = maximumCommandData
        self.maximumResponseData = maximumResponseData
    }

    /// Short APDUs, which every reader and card carries.
    package static let short = ChannelLimits(maximumCommandData: 255, maximumResponseData: 256)
    /// Extended APDUs to their full length.
    package static let extended = ChannelLimits(maximumCommandData: 65_535, maximumResponseData: 65_536)
}
