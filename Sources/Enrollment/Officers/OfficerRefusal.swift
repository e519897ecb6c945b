package import Registry

/// Why somebody cannot sign in. Each code is stable; `docs/officers.md` has them all.
package struct OfficerRefusal: Error, Sendable, Hashable {
    package enum Code: String, Sendable, CaseIterable {
        /// No officer of this identity, or not his password: one answer, so that nobody learns who is an officer.
        case wrongOfficerOrPassword = "officer-or-password-wrong"
        /// Too many wrong tries; `until` says how long.
        case lockedOut = "officer-locked-out"
        /// No roster was ever taken.
        case noRoster = "roster-missing"
        /// The roster's time is over: the station was offline for too long.
        case rosterExpired = "roster-expired"
        /// The roster was issued later than the clock says it is.
        case clockWrong = "clock-wrong"
        /// He must lay down his own card as well.
        case cardNeeded = "officer-card-needed"
        /// Another card than his.
        case wrongCard = "officer-card-wrong"
        /// He may work, but not here.
        case notAtThisStation = "officer-not-at-this-station"
        /// His keys in the roster do not belong together.
        case keysUnusable = "officer-keys-unusable"
        /// The station could not read or write.
        case stationFailed = "officer-station-failed"
    }

    package let code: Code
    /// Until when nobody is let try, for `lockedOut`.
    package let until: Timestamp?
    /// What else is known, for the administrator; no password and no name.
    package let detail: String?

    init(_ code: Code, until: Timestamp? = nil, detail: String? = nil) {
        self.code = code
        self.until = until
        self.detail = detail
    }

    /// No roster was ever taken.
    package static let noRoster = OfficerRefusal(.noRoster)

    /// What happened.
    package var title: String {
        switch code {
        case .wrongOfficerOrPassword: "no officer has this identity and this password"
        case .lockedOut: "too many wrong passwords; nobody is let try until \(until.map { "\($0)" } ?? "later")"
        case .noRoster: "the station has no roster of officers"
        case .rosterExpired: "the roster of officers has expired"
        case .clockWrong: "the roster was issued later than this machine's clock says it is"
        case .cardNeeded: "this officer signs in with his own card as well"
        case .wrongCard: "the card is not this officer's"
        case .notAtThisStation: "this officer may not work at this station"
        case .keysUnusable: "the officer's keys in the roster do not belong together"
        case .stationFailed: "the station could not read or write its officers" + (detail.map { ": \($0)" } ?? "")
        }
    }

    /// What to do next.
    package var remedy: String {
        switch code {
        case .wrongOfficerOrPassword: "Type both again. After some wrong tries the station waits longer each time."
        case .lockedOut: "Wait until then. A right password counts afterwards, and ends the waiting."
        case .noRoster, .rosterExpired:
            "Bring the station online, or import a roster from the registry: idstation officer import."
        case .clockWrong: "Set the clock of this machine."
        case .cardNeeded: "Lay your own card on the reader and sign in again."
        case .wrongCard: "Lay down the card that you were admitted with."
        case .notAtThisStation: "Let the registry admit you for this station, and import the new roster."
        case .keysUnusable: "Make new keys, and let the registry admit you again."
        case .stationFailed: "Look at the disk's space and rights."
        }
    }
}

extension OfficerRefusal: CustomStringConvertible {
    package var description: String { "\(title) (\(code.rawValue))" }
}
