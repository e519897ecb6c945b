/// Something that is wrong with a procedure, for whoever wrote it.
package struct ProcedureFinding: Sendable, Hashable, CustomStringConvertible {
    /// Stable.
    package enum Code: String, Sendable, CaseIterable {
        /// The file cannot be read; nothing else was looked at.
        case malformed
        /// There is no person called `holder`.
        case holderMissing = "holder-missing"
        case unknownStep = "unknown-step"
        case unknownPerson = "unknown-person"
        case unknownField = "unknown-field"
        /// A condition on a value that the other field cannot have.
        case unknownValue = "unknown-value"
        /// No step asks the field.
        case unusedField = "unused-field"
        /// Two steps ask one field.
        case fieldTwice = "field-twice"
        /// No way leads to the step.
        case unreachableStep = "unreachable-step"
        /// No way leads from the step to the end.
        case deadEnd = "dead-end"
        /// Steps that lead to each other as long as something holds that none of them can change.
        case endlessLoop = "endless-loop"
        /// A way on depends on something that no step before it finds out.
        case conditionTooEarly = "condition-too-early"
        /// A way on depends on something that the steps' rules never let happen.
        case conditionNeverHolds = "condition-never-holds"
        /// One way passes two steps of a kind of which a record has one result.
        case stepTwice = "step-twice"
        /// Something is done after the officer's signature: it would not be signed. Only one approval may follow.
        case afterSignature = "after-signature"
        /// An approval before the officer's signature: there is nothing to approve yet.
        case approvalTooEarly = "approval-too-early"
        case missingTranslation = "missing-translation"
        /// The file of a consent text is not there, or empty, or no UTF-8.
        case missingConsentText = "missing-consent-text"
        /// A way to the end without the citizen's consent.
        case sealsWithoutConsent = "seals-without-consent"
        /// A way to the end without the officer's signature.
        case sealsWithoutSignature = "seals-without-signature"
        /// A way to the end on which a person shows neither a verified card nor papers.
        case sealsWithoutIdentification = "seals-without-identification"
        /// A way to the end on which a person was identified by papers, and no other officer approved that afterwards.
        case papersWithoutApproval = "papers-without-approval"
    }

    package let code: Code
    /// Where in the file, `steps.card`; empty: the whole of it.
    package let place: String
    /// What is wrong there, in English.
    package let sentence: String

    package init(_ code: Code, _ place: String, _ sentence: String) {
        self.code = code
        self.place = place
        self.sentence = sentence
    }

    package var description: String { (place.isEmpty ? "" : "\(place): ") + "\(sentence) (\(code.rawValue))" }
}
