/// How far a record has come at the registry. Open, for a registry may be newer than the station.
package struct RecordState: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// It was examined and is in the log.
    package static let verified = RecordState(rawValue: "verified")
    /// It was examined and refused for good.
    package static let refused = RecordState(rawValue: "refused")
    /// It was compared with the accounts that there are.
    package static let matched = RecordState(rawValue: "matched")
    package static let approved = RecordState(rawValue: "approved")
    package static let rejected = RecordState(rawValue: "rejected")
    /// The station is to enroll again, and the reason says what was wrong.
    package static let correctionWanted = RecordState(rawValue: "correction-wanted")

    /// Those that this version knows.
    package static let known: [RecordState] = [.verified, .refused, .matched, .approved, .rejected, .correctionWanted]

    /// The longest that a reason may be, in characters.
    package static let longestReason = 500
}

extension RecordState: CustomStringConvertible {
    package var description: String { rawValue }
}
