extension Procedure {
    /// One thing after another that is done at the counter.
    package struct Step: Sendable, Hashable {
        package let kind: StepKind
        package let title: Texts
        /// Whose card, papers, portrait or fingerprints; nil for the other kinds.
        package let person: String?
        /// The ways on, tried in this order. The last has no condition.
        package let next: [Transition]
        /// Of a step of kind `card`, and of no other.
        package let card: CardRule?
        /// The fields that are asked, in order; of a step of kind `fields`.
        package let fields: [String]
        /// Of a step of kind `portrait`, and of no other.
        package let portrait: PortraitRule?
        /// Of a step of kind `fingerprints`, and of no other.
        package let fingerprints: FingerprintRule?
        /// Of a step of kind `approval`, and of no other.
        package let approval: ApprovalRule?
        /// What is checked by hand; of a step of kind `papers`.
        package let documents: [Document]

        /// Can this step find it out?
        package func tells(_ condition: Condition) -> Bool {
            kind.conditions.contains(condition) && (kind != .card || person == Procedure.holder)
        }
    }

    /// What a step does.
    package enum StepKind: String, Sendable, CaseIterable {
        /// A person's chip card is read and verified.
        case card
        /// The officer checks documents by hand.
        case papers
        /// The officer asks and types.
        case fields
        /// A picture of a person's face is taken.
        case portrait
        /// A person's fingers are captured.
        case fingerprints
        /// The citizen agrees to the consent text.
        case consent
        /// The officer signs the record.
        case signature
        /// Another officer approves it.
        case approval

        /// Does the step concern one person?
        package var hasPerson: Bool {
            switch self {
            case .card, .papers, .portrait, .fingerprints: true
            case .fields, .consent, .signature, .approval: false
            }
        }

        /// What only a step of this kind finds out; of cards, only the holder's.
        package var conditions: [Condition] {
            switch self {
            case .card: [.chipVerified, .chipSilent, .cardExpired]
            case .portrait: [.portraitPoor]
            case .fingerprints: [.fingersMissing]
            case .papers, .fields, .consent, .signature, .approval: []
            }
        }
    }

    /// A way from one step to the next.
    package struct Transition: Sendable, Hashable {
        /// The way is open where this holds; nil: always.
        package let when: Condition?
        /// A step's name, or ``sealed``.
        package let go: String
    }

    /// What a step found out. It holds as the last step that can find it out left it; of cards only the holder's counts.
    package enum Condition: String, Sendable, CaseIterable {
        /// The holder's chip was read and verified.
        case chipVerified = "chip-verified"
        /// The holder's chip does not answer, and the officer went on by hand.
        case chipSilent = "chip-silent"
        /// The last day of the holder's card is over.
        case cardExpired = "card-expired"
        /// The officer accepted a portrait that failed a check.
        case portraitPoor = "portrait-poor"
        /// At least one finger was marked as missing.
        case fingersMissing = "fingers-missing"
    }
}
