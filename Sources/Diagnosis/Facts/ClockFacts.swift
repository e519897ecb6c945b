package import Registry

/// The machine's clock, against everything here that knows the time.
package struct ClockFacts: CheckedFacts, Hashable {
    package var now: Timestamp
    /// Whether the kernel's clock is led by NTP; nil where it does not say.
    package var isSynchronised: Bool?
    /// The newest thing that the station itself wrote.
    package var newestHere: Timestamp?
    /// The newest moment that the registry told, at whatever contact.
    package var newestThere: Timestamp?
    /// The registry's time in its answer of just now; nil where it does not answer.
    package var registry: Timestamp?

    package init(
        now: Timestamp, isSynchronised: Bool? = nil, newestHere: Timestamp? = nil, newestThere: Timestamp? = nil,
        registry: Timestamp? = nil
    ) {
        self.now = now
        self.isSynchronised = isSynchronised
        self.newestHere = newestHere
        self.newestThere = newestThere
        self.registry = registry
    }

    /// What the registry bears, in milliseconds.
    package static let most = 300_000
    private static let notable = 30_000

    package var check: StationCheck {
        if let registry {
            let difference = now.milliseconds - registry.milliseconds
            let values: [String: CheckValue] = ["seconds": .number(difference / 1000), "registry": .moment(registry)]
            if abs(difference) > Self.most { return StationCheck(.clockWrong, values) }
            if abs(difference) > Self.notable { return StationCheck(.clockOff, values) }
        }
        // Time does not go back: who has written later than now had a clock that was ahead, or has one that is behind.
        if let here = newestHere, here > now { return StationCheck(.clockBehind, ["since": .moment(here)]) }
        if let there = newestThere, there.milliseconds - now.milliseconds > Self.most {
            return StationCheck(.clockBehind, ["since": .moment(there)])
        }
        let values: [String: CheckValue] = ["now": .moment(now)]
        return isSynchronised == false ? StationCheck(.clockUnsynchronised, values) : StationCheck(.clockRight, values)
    }
}
