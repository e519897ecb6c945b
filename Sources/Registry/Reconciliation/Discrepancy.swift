/// What does not agree between a station's records and the registry's: an alarm.
package struct Discrepancy: Sendable, Hashable {
    /// What kind. Open, for a registry may be newer than the station.
    package struct Kind: RawRepresentable, Sendable, Hashable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// Records that the station counts as received are not here: they are lost.
        package static let gap = Kind(rawValue: "gap")
        /// The registry holds another record of the same number: two stores of one station are at work.
        package static let fork = Kind(rawValue: "fork")
        /// The station counts fewer records than it did: its disk was set back to an earlier day.
        package static let rollback = Kind(rawValue: "rollback")
        /// Its own numbers do not add up.
        package static let unbalanced = Kind(rawValue: "unbalanced")
        /// It counts other records as refused than the registry does.
        package static let verdictsDiffer = Kind(rawValue: "verdicts-differ")
    }

    package let kind: Kind
    /// The number of the record it begins with.
    package let sequence: Int
    /// For the one who looks into it; no personal data.
    package let detail: String

    package init(_ kind: Kind, at sequence: Int, _ detail: String) {
        self.kind = kind
        self.sequence = sequence
        self.detail = detail
    }
}

extension Discrepancy: CustomStringConvertible {
    package var description: String { "\(kind.rawValue) at record \(sequence): \(detail)" }
}

/// A discrepancy as it is kept.
package struct StoredDiscrepancy: Sendable, Hashable {
    package let station: StationID
    package let discrepancy: Discrepancy
    package let found: Timestamp
}
