/// Whether a station may go on making records, drafts and audit entries. Both of its databases say so, and their triggers
/// hold it, so that no program of the station passes it by.
package enum StationPhase: String, Sendable, CaseIterable {
    /// It works.
    case open
    /// It was made of a backup, and has not learnt yet what the registry has: a new record could take a number twice.
    case restored
    /// Another machine goes on in its place.
    case moved
    /// It was taken out of use; the registry has, or waits for, its last statement.
    case closed

    /// Whether an enrollment may be begun and gone on with.
    package var keepsDrafts: Bool { self == .open || self == .restored }

    /// Why a record, a draft or an audit entry is refused; nil where the station works.
    package var refusal: EnrollmentError? {
        switch self {
        case .open: nil
        case .restored:
            EnrollmentError(
                .stationRestored,
                "this station was made of a backup and does not know yet what the registry has. Run idstation restore "
                    + "--station FOLDER with a network; until then nothing is recorded.", fault: .station)
        case .moved:
            EnrollmentError(
                .stationMoved,
                "this station was moved to another machine, which goes on in its place. Work there; nothing is recorded "
                    + "here any more.", fault: .operator)
        case .closed:
            EnrollmentError(
                .stationClosed, "this station was taken out of use. Nothing is recorded here any more.",
                fault: .operator)
        }
    }
}

extension EnrollmentError.Code {
    package static let stationRestored = Self(rawValue: "station-restored")
    package static let stationMoved = Self(rawValue: "station-moved")
    package static let stationClosed = Self(rawValue: "station-closed")
    package static let stationNotEmpty = Self(rawValue: "station-not-empty")
}
