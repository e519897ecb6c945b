package import Registry

/// How many wrong passwords there were for an officer, and how long nobody is let try. A state without I/O.
package struct LockOut: Sendable, Hashable {
    /// Since the last right one.
    package private(set) var failures = 0
    /// The last time during which nobody is let try.
    package private(set) var locked: Range<Timestamp>?

    /// When waiting begins and how it grows.
    package struct Rule: Sendable, Hashable {
        /// Wrong tries that cost nothing but the last.
        package var tries: Int
        /// The first wait, in milliseconds; it doubles with each further wrong try.
        package var first: Int
        package var longest: Int

        package init(tries: Int = 5, first: Int = 60_000, longest: Int = 3_600_000) {
            self.tries = tries
            self.first = first
            self.longest = longest
        }
    }

    package init() {}

    init(failures: Int, locked: Range<Timestamp>?) {
        self.failures = failures
        self.locked = locked
    }

    /// Until when nobody is let try; nil where somebody is.
    ///
    /// - Parameter time: the latest that was ever seen, so that a clock that is set back unlocks nothing.
    package func end(at time: Timestamp) -> Timestamp? {
        locked.flatMap { time < $0.upperBound ? $0.upperBound : nil }
    }

    /// After one more wrong password.
    package func failing(at time: Timestamp, by rule: Rule) -> LockOut {
        let failures = min(failures, 1 << 20) + 1
        guard failures >= rule.tries else { return LockOut(failures: failures, locked: locked) }
        let wait = min(rule.longest, rule.first << min(failures - rule.tries, 20))
        return LockOut(
            failures: failures, locked: Timestamp(milliseconds: time.milliseconds + wait).map { time..<$0 })
    }

    /// The same where the latest time turned out to be wrong: the wait goes on from the right one.
    func moved(to time: Timestamp) -> LockOut {
        guard let locked, locked.lowerBound > time else { return self }
        let wait = locked.upperBound.milliseconds - locked.lowerBound.milliseconds
        return LockOut(
            failures: failures, locked: Timestamp(milliseconds: time.milliseconds + wait).map { time..<$0 })
    }
}
