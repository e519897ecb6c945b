/// When to try again: capped exponential backoff with full jitter, for ever. No I/O, no clock.
package struct DeliveryPlan: Sendable, Hashable {
    /// The wait's upper bound after the first failure.
    package var base: Duration
    /// The wait's upper bound however often it failed.
    package var cap: Duration

    package init(base: Duration = .seconds(2), cap: Duration = .seconds(600)) {
        self.base = base
        self.cap = cap
    }

    /// The wait after so many failed attempts.
    ///
    /// - Parameter jitter: 0 ..< 1, drawn anew each time, so that a thousand stations do not come back at once.
    package func wait(afterAttempts attempts: Int, jitter: Double) -> Duration {
        let doublings = max(0, min(attempts - 1, 20))
        let bound = min(cap, base * (1 << doublings))
        return bound * min(max(jitter, 0), 1)
    }
}
