/// When to try again: capped exponential backoff with full jitter, for ever. No I/O, no clock.
package struct DeliveryPlan: Sendable, Hashable {
    /// The wait's upper bound after the first failure.
    package var base: Duration
    /// The wait's upper bound however often it failed.
    package var cap: Duration
    /// The longest that a registry can make a station wait by asking for it.
    package var longestAsked: Duration

    package init(
        base: Duration = .seconds(2), cap: Duration = .seconds(600), longestAsked: Duration = .seconds(3600)
    ) {
        self.base = base
        self.cap = cap
        self.longestAsked = longestAsked
    }

    /// The wait before the next attempt.
    ///
    /// - Parameters:
    ///   - attempts: how many have failed.
    ///   - jitter: 0 ..< 1, drawn anew each time, so that a thousand stations do not come back at once.
    ///   - atLeast: seconds that the registry asks for (Retry-After); the jitter comes on top of them.
    package func wait(afterAttempts attempts: Int, jitter: Double, atLeast: Int? = nil) -> Duration {
        let doublings = max(0, min(attempts - 1, 20))
        let bound = min(cap, base * (1 << doublings))
        let asked = min(longestAsked, .seconds(max(0, min(atLeast ?? 0, 1 << 20))))
        return asked + bound * min(max(jitter, 0), 1)
    }
}
