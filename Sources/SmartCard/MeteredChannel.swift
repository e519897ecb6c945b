/// Counts what passes to the channel below, exchanges and bytes on the wire in each direction, and stops a card that
/// costs too much.
package actor MeteredChannel: CardChannel {
    /// Totals since the channel was made.
    package struct Count: Sendable, Hashable {
        package var exchanges = 0
        package var bytesSent = 0
        package var bytesReceived = 0

        package init(exchanges: Int = 0, bytesSent: Int = 0, bytesReceived: Int = 0) {
            self.exchanges = exchanges
            self.bytesSent = bytesSent
            self.bytesReceived = bytesReceived
        }

        package static func - (later: Count, earlier: Count) -> Count {
            Count(
                exchanges: later.exchanges - earlier.exchanges,
                bytesSent: later.bytesSent - earlier.bytesSent,
                bytesReceived: later.bytesReceived - earlier.bytesReceived)
        }
    }

    private let base: any CardChannel
    package private(set) var count = Count()

    private let budget: ExchangeBudget
    private let start = ContinuousClock.now

    package init(_ base: any CardChannel, budget: ExchangeBudget = .default) {
        self.base = base
        self.budget = budget
    }

    package var limits: ChannelLimits { get async { await base.limits } }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        try budget.check(count, since: start)
        count.exchanges += 1
        count.bytesSent += try command.serialized().count
        let response = try await base.transmit(command)
        count.bytesReceived += response.data.count + 2
        return response
    }
}
