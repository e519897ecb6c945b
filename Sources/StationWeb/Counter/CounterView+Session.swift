extension CounterView {
    /// One enrollment: its steps, what is known already, and what the step at hand needs.
    package struct Session: Sendable, Encodable {
        package var id: String
        package var procedure: Procedure
        /// The id of the step at hand.
        package var step: String
        /// The path as it is known now, for the list at the side.
        package var steps: [Step]
        /// The field where the draft stood; nil: the first that is wrong or empty.
        package var focus: String?
        /// Whose turn it is, where the procedure has more than one person.
        package var person: Person?
        /// What is known of the person, from the chip and from the officer.
        package var rows: [Row]
        /// The chip's, as `data:image/…;base64,…`.
        package var portrait: String?
        /// The one that was taken here, likewise.
        package var livePortrait: String?
        /// The inspection of the card.
        package var report: DeskReport?
        /// Whether this step's card is read and accepted, so that Enter goes on.
        package var isVerified: Bool
        /// Whether something was scanned that opens the chip, so that no CAN must be typed.
        package var scanned: Bool
        /// Whether the officer may go on by hand where the chip does not answer.
        package var maySkipChip: Bool
        /// Where the scanned text and the chip differ.
        package var differences: [Difference]
        package var fields: [Field]
        package var consent: Consent?
        /// Papers that the officer looks at.
        package var documents: [Document]
        /// The officer said that they were seen.
        package var documentsChecked: Bool
        package var portraitQuality: [PortraitFinding]
        /// The live portrait against the chip's, by a matcher.
        package var comparison: Comparison?
        /// The officer's decision; nil until there is one.
        package var portraitAccepted: Bool?
        /// Whether a poor portrait may be accepted with a reason.
        package var portraitMayBePoor: Bool
        /// Those that the procedure asks for, in its order.
        package var fingers: [Finger]
        /// nil where none was found.
        package var fingersDevice: FingersDevice?
        package var duplicates: [Duplicate]
        /// Who must approve, on a step of that kind.
        package var approval: ApprovalNeed?
        /// Why it was sent back, where it was.
        package var rejection: Rejection?
        /// What is open before it can be sealed.
        package var missing: [Missing]
        package var canSeal: Bool
        /// The record, once it is made.
        package var sealed: Sealed?

        package init(
            id: String, procedure: Procedure, step: String, steps: [Step], focus: String? = nil,
            person: Person? = nil, rows: [Row] = [], portrait: String? = nil, livePortrait: String? = nil,
            report: DeskReport? = nil, isVerified: Bool = false, scanned: Bool = false,
            maySkipChip: Bool = false, differences: [Difference] = [], fields: [Field] = [],
            consent: Consent? = nil, documents: [Document] = [], documentsChecked: Bool = false,
            portraitQuality: [PortraitFinding] = [], comparison: Comparison? = nil,
            portraitAccepted: Bool? = nil, portraitMayBePoor: Bool = false, fingers: [Finger] = [],
            fingersDevice: FingersDevice? = nil, duplicates: [Duplicate] = [],
            approval: ApprovalNeed? = nil, rejection: Rejection? = nil, missing: [Missing] = [], canSeal: Bool = false,
            sealed: Sealed? = nil
        ) {
            self.id = id
            self.procedure = procedure
            self.step = step
            self.steps = steps
            self.focus = focus
            self.person = person
            self.rows = rows
            self.portrait = portrait
            self.livePortrait = livePortrait
            self.report = report
            self.isVerified = isVerified
            self.scanned = scanned
            self.maySkipChip = maySkipChip
            self.differences = differences
            self.fields = fields
            self.consent = consent
            self.documents = documents
            self.documentsChecked = documentsChecked
            self.portraitQuality = portraitQuality
            self.comparison = comparison
            self.portraitAccepted = portraitAccepted
            self.portraitMayBePoor = portraitMayBePoor
            self.fingers = fingers
            self.fingersDevice = fingersDevice
            self.duplicates = duplicates
            self.approval = approval
            self.rejection = rejection
            self.missing = missing
            self.canSeal = canSeal
            self.sealed = sealed
        }
    }
}
