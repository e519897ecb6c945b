/// What an officer was to the registry for a time: a role, stations, keys.
package struct OfficerAssignment: Sendable, Hashable {
    /// How it ended.
    package enum End: Sendable, Hashable {
        /// He is no officer any more.
        case removed(Timestamp)
        /// He got another role, other stations or other keys.
        case replaced(Timestamp)
    }

    package let officer: Officer
    package let admitted: Timestamp
    /// nil while it lasts.
    package let end: End?

    /// Whether a signature that an officer made then counts by this assignment.
    ///
    /// A removal counts at once. What replaced an assignment may not have reached a station that was offline: the former
    /// one counts as long as the longest roster lives.
    func covers(_ time: Timestamp) -> Bool {
        guard admitted.milliseconds - Roster.clockTolerance <= time.milliseconds else { return false }
        return switch end {
        case nil: true
        case .removed(let end): time < end
        case .replaced(let end): time.milliseconds < end.milliseconds + Roster.longestLife
        }
    }
}

extension OfficerSignature {
    /// Checks it as the registry does: by what the officer was when he signed, and whether he may work at the station.
    ///
    /// - Parameters:
    ///   - claims: the digest that he must have signed.
    ///   - station: where the record was made.
    ///   - assignments: all those of this officer.
    package func verify(
        claims: ContentDigest, at station: StationID, by assignments: [OfficerAssignment]
    ) -> Verification {
        var answer = Verification.unknownOfficer
        for assignment in assignments where assignment.officer.id == officer && assignment.covers(time) {
            answer = verify(claims: claims, by: assignment.officer)
            if case .valid(let officer) = answer {
                guard !officer.works(at: station) else { return answer }
                answer = .wrongStation
            }
        }
        return answer
    }
}
