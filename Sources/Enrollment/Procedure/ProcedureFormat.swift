/// The mappings of a procedure file and the keys of each. A key that is not here is refused: a misspelt rule must not
/// silently be no rule.
package enum ProcedureFormat: String, Sendable, CaseIterable {
    case procedure, person, step, transition, card, portrait, fingerprints, approval, document, field, choice, condition
    case consent, limits, slip

    package var keys: [String] {
        switch self {
        case .procedure:
            [
                "id", "version", "form", "action", "law", "title", "languages", "persons", "start", "steps", "fields",
                "consent", "limits", "slip",
            ]
        case .person: ["title", "minimumAge", "maximumAge"]
        case .step:
            ["kind", "title", "person", "next", "card", "fields", "portrait", "fingerprints", "approval", "documents"]
        case .transition: ["when", "go"]
        case .card: ["expired", "chipProof", "silentChip"]
        case .portrait:
            [
                "minimumWidth", "minimumHeight", "minimumSharpness", "brightness", "maximumClipped", "faceHeightShare",
                "maximumOffCentre", "mayProceedPoor",
            ]
        case .fingerprints: ["fingers", "minimumQuality", "attempts"]
        case .approval: ["by", "timing"]
        case .document: ["id", "title", "required", "numberPattern"]
        case .field: ["type", "required", "pattern", "label", "hint", "choices", "when", "maximumLength"]
        case .choice: ["value", "label"]
        case .condition: ["field", "value"]
        case .consent: ["id", "version", "texts"]
        case .limits: ["decisionDays", "draftHours", "retentionYears"]
        case .slip: ["lines", "contact"]
        }
    }
}
