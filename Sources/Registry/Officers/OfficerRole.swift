/// What an officer may do. Each role may do what the ones below it may.
package enum OfficerRole: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Enrolls.
    case officer
    /// Approves and rejects what others enrolled as well.
    case supervisor
    /// Looks after a station as well: procedures, trust, rosters.
    case administrator

    package static func < (one: OfficerRole, other: OfficerRole) -> Bool { one.rank < other.rank }

    private var rank: Int {
        switch self {
        case .officer: 0
        case .supervisor: 1
        case .administrator: 2
        }
    }
}
