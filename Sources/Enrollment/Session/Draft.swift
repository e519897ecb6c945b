package import Registry

/// An enrollment that is not finished: everything that must survive a crash, a power cut and an idle lock, down to the
/// field. It is kept encrypted; images and chip files lie beside it as attachments, by the names of the record's parts.
package struct Draft: Sendable, Codable {
    /// Where it stands.
    package enum State: String, Sendable, Codable {
        /// The officer is at it.
        case open
        /// Signed by the officer; somebody else must approve.
        case waitingForApproval = "waiting-approval"
        /// Somebody else said no, with reasons; it can be mended or discarded.
        case rejected
    }

    /// The id that the record will have.
    package let id: RecordID
    package let procedure: ProcedureReference
    /// SHA-256 of the procedure's file: the draft goes on by no other text.
    package let procedureDigest: ContentDigest
    /// Who works at it: who began it, or took it over.
    package internal(set) var officer: String
    package let began: Timestamp
    package var state = State.open
    /// The trace of the case, from its first reading on: 32 hexadecimal digits. nil before that.
    package internal(set) var trace: String?
    /// The step on the screen.
    package var step: String
    /// By the procedure's name of the person.
    package var persons: [String: DraftPerson] = [:]
    /// What the officer typed, by field.
    package var entry: [String: String] = [:]
    package var papers: [String: DraftPapers] = [:]
    package var portrait: DraftPortrait?
    /// By the finger's name.
    package var fingers: [String: DraftFinger] = [:]
    /// The end of the scanner's chain of captures, which the next one continues.
    package var fingerChain: [UInt8]?
    package var consent: DraftConsent?
    /// What the officer signed, and the signature.
    package var signing: DraftSigning?
    /// Why it was rejected, where it was.
    package var rejection: DraftRejection?

    package init(
        id: RecordID, procedure: ProcedureReference, procedureDigest: ContentDigest, officer: String, began: Timestamp,
        step: String
    ) {
        self.id = id
        self.procedure = procedure
        self.procedureDigest = procedureDigest
        self.officer = officer
        self.began = began
        self.step = step
    }
}

extension Draft: CustomStringConvertible, CustomReflectable {
    /// The id only.
    package var description: String { "draft \(id)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
