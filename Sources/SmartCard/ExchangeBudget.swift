/// The most that one card may cost. A card that answers a byte at a time, or for ever, ends here.
package struct ExchangeBudget: Sendable, Hashable {
    package var exchanges: Int
    /// In both directions together, on the wire.
    package var bytes: Int
    package var time: Duration

    /// Far above what the largest document takes on the slowest reader: 300 KB at 192 bytes an exchange are 1600.
    package static let `default` = ExchangeBudget()

    package init(exchanges: Int = 16_384, bytes: Int = 8 << 20, time: Duration = .seconds(300)) {
        self.exchanges = exchanges
        self.bytes = bytes
        self.time = time
    }

    /// Throws where the card has used up what it may.
    func check(_ count: MeteredChannel.Count, since start: ContinuousClock.Instant) throws(SmartCardError) {
        let used: String
        if count.exchanges >= exchanges {
            used = "\(count.exchanges) exchanges"
        } else if count.bytesSent + count.bytesReceived >= bytes {
            used = "\(count.bytesSent + count.bytesReceived) bytes"
        } else if start.duration(to: .now) >= time {
            used = "\(time.components.seconds) seconds"
        } else {
            return
        }
        throw SmartCardError(
            .budgetExceeded, "the card took \(used) and was not read to its end; try another reader or put it aside")
    }
}
