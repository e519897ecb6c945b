/// A record that is decided about, or was: who it is about is not in it.
package struct Case: Sendable, Hashable {
    package enum State: String, Sendable, Hashable {
        /// Two officers must decide.
        case open
        /// Two officers decided differently: a supervisor decides.
        case escalated
        case approved, rejected
        case correctionWanted = "correction-wanted"

        package var isClosed: Bool { self != .open && self != .escalated }
    }

    package let number: Int
    /// The record's id.
    package let record: String
    package let station: StationID
    package let sequence: Int
    /// The digest of the record's manifest: what decisions are signed over.
    package let digest: ContentDigest
    package let action: String
    /// Who enrolled: he does not decide.
    package let officer: String
    package let state: State
    /// Why it was rejected or sent back.
    package let reason: String?
    package let opened: Timestamp
    package let closed: Timestamp?
    package let reasons: [CaseReason]
    /// The trace of the card's reading, by which the logs of station and registry tell more; nil for a record from before.
    package let trace: String?
}

/// A case with what was done about it.
package struct CaseFile: Sendable, Hashable {
    package let subject: Case
    package let decisions: [CaseDecision]
    package let openings: [CaseOpening]
    /// The account as it stands; nil where the case is about none, or the citizen has none.
    package let account: AccountStatus?
    /// What the examination of the record found.
    package let findings: [Finding]
}
