/// How the smart card service, pcscd, is.
package struct ServiceFacts: CheckedFacts, Hashable {
    /// What is at its socket.
    package enum Door: Sendable, Hashable {
        /// There is no socket: neither the service nor systemd listens.
        case absent
        /// There is one, and nobody listens behind it: what a killed service leaves behind.
        case dead
        /// There is one that this user may not use.
        case notPermitted
        case open
    }

    /// What it said when it was asked for its readers.
    package enum Answer: Sendable, Hashable {
        case answered
        /// It lets this user in and then refuses it: polkit.
        case refused
        /// It failed.
        case failed
        /// It took the connection and said nothing.
        case silent
    }

    package var door: Door
    package var answer: Answer
    /// As the program says it; nil where it does not run.
    package var version: String?

    package init(door: Door, answer: Answer, version: String? = nil) {
        (self.door, self.answer, self.version) = (door, answer, version)
    }

    /// Debian 12's, the oldest that the station was tried with.
    package static let oldest = "1.9.9"

    package var check: StationCheck {
        let values: [String: CheckValue] = ["version": .version(version ?? "?"), "oldest": .version(Self.oldest)]
        switch (door, answer) {
        case (.absent, _): return StationCheck(.pcscdDown)
        case (.dead, _): return StationCheck(.pcscdDead)
        case (.notPermitted, _): return StationCheck(.pcscdNotPermitted)
        case (.open, .silent): return StationCheck(.pcscdSilent)
        case (.open, .refused): return StationCheck(.pcscdRefused)
        case (.open, .failed): return StationCheck(.pcscdDown)
        case (.open, .answered):
            guard let version = version.flatMap({ VersionNumber($0) }), let oldest = VersionNumber(Self.oldest),
                version < oldest
            else { return StationCheck(.pcscdRunning, values) }
            return StationCheck(.pcscdOld, values)
        }
    }
}
