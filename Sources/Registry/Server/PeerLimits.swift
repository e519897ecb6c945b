import Synchronization

/// What one address may have of the public listener, where nobody has a certificate.
package struct PeerLimits: Sendable {
    /// Requests in a second, on average.
    package let perSecond: Int
    /// Connections of one address.
    package let connections = 64
    /// Requests of one address that are in work and that wait.
    package let inWork = 16
    package let waiting = 64

    /// Requests in a second where nobody says otherwise: the log can be read faster than it grows.
    package static let usualRate = 20
    /// Seconds whose requests may come at once.
    static let burst = 10

    package init(perSecond: Int) { self.perSecond = max(1, perSecond) }
}

/// How often each address may ask.
final class PeerRate: Sendable {
    /// Addresses that are remembered.
    private static let mostPeers = 20_000

    private let buckets: Mutex<TokenBuckets<PeerNetwork>>
    private let clock: @Sendable () -> ContinuousClock.Instant
    private let start: ContinuousClock.Instant

    init(
        _ limits: PeerLimits, clock: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        buckets = Mutex(
            TokenBuckets(
                atOnce: PeerLimits.burst * limits.perSecond, pause: 1000 / Double(limits.perSecond),
                mostKeys: Self.mostPeers))
        self.clock = clock
        start = clock()
    }

    /// Counts a request: nil where it is let in, else the seconds after which the next one will be.
    func wait(for peer: PeerNetwork) -> Int? {
        let now = Int((clock() - start) / .milliseconds(1))
        return buckets.withLock { $0.take(peer, at: now) }.map { ($0 + 999) / 1000 }
    }
}
