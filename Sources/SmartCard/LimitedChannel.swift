/// A channel that says it carries less than it does: as much as another link did.
package struct LimitedChannel: ResettableChannel {
    private let base: any CardChannel
    package let limits: ChannelLimits

    package init(_ base: any CardChannel, limits: ChannelLimits) {
        self.base = base
        self.limits = limits
    }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU { try await base.transmit(command) }

    package func reset(waiting patience: Duration) async throws {
        try await (base as? any ResettableChannel)?.reset(waiting: patience)
    }
}
