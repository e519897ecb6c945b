package import Registry

/// The roster of officers, by which they sign in.
package enum RosterFacts: CheckedFacts, Hashable {
    /// A kiosk has no officers.
    case notNeeded
    case missing
    case there(officers: Int, issued: Timestamp, expires: Timestamp, now: Timestamp)

    /// How long before its end somebody should look, in milliseconds: two days.
    private static let soon = 2 * 86_400_000

    package var check: StationCheck {
        switch self {
        case .notNeeded: return StationCheck(.rosterNotNeeded)
        case .missing: return StationCheck(.rosterMissing)
        case .there(let officers, let issued, let expires, let now):
            let left = expires.milliseconds - now.milliseconds
            let values: [String: CheckValue] = [
                "officers": .number(officers), "hours": .number(left / 3_600_000), "days": .number(left / 86_400_000),
                "expires": .moment(expires),
            ]
            if left < 0 { return StationCheck(.rosterExpired, values) }
            if issued.milliseconds - now.milliseconds > Roster.clockTolerance {
                return StationCheck(.rosterEarly, values)
            }
            return StationCheck(left < Self.soon ? .rosterEndsSoon : .rosterValid, values)
        }
    }
}
