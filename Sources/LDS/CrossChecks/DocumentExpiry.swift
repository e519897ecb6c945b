/// Until when a document is valid, as the chip tells it.
package enum DocumentExpiry: Sendable, Hashable {
    /// A Vietnamese card without an end: "Không thời hạn" in EF.DG13, 991231 in the MRZ.
    case never
    case on(CalendarDate)
    /// No date that can be read.
    case unknown

    /// EF.DG13 comes first, for it has the century.
    package init(_ mrz: MRZ, _ national: NationalData?, today: CalendarDate) {
        if let text = national?.text(.dateOfExpiry) {
            self = CalendarDate(slashed: text).map { .on($0) } ?? .never
        } else if mrz.issuingState == "VNM", mrz.dateOfExpiry == "991231" {
            self = .never
        } else {
            let horizon = CalendarDate(today.year + 60, 12, 31)
            self = CalendarDate(zone: mrz.dateOfExpiry, notAfter: horizon).map { .on($0) } ?? .unknown
        }
    }

    /// Whether the day is behind the end; the last day counts as valid. nil where nobody knows.
    package func isOver(on today: CalendarDate) -> Bool? {
        switch self {
        case .never: false
        case .on(let day): day < today
        case .unknown: nil
        }
    }
}
