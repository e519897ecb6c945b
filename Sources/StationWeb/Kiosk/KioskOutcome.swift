/// What a kiosk tells of a card: one of three words, and what to do. It is sent and not kept.
struct KioskOutcome: Sendable, Encodable {
    enum Word: String, Sendable, Encodable {
        case genuine
        case notGenuine = "not-genuine"
        case notChecked = "not-checked"
    }

    let outcome: Word
    /// The reason and what to do, by language; a language without it has the catalogue's words alone.
    let sentences: [String: String]
    /// Only of a genuine card, so that its holder sees that it was read right.
    let fullName: String?
    let portrait: String?

    /// Genuine is only what proved to be the original chip: signed data alone can be copied.
    init(_ report: DeskReport) {
        outcome =
            switch report.verdict {
            case "valid" where report.isChipProven: .genuine
            case "invalid": .notGenuine
            default: .notChecked
            }
        sentences = report.verdict == "valid" && !report.isChipProven ? [:] : report.sentences
        fullName = outcome == .genuine ? report.fullName : nil
        portrait = outcome == .genuine ? report.portrait : nil
    }
}
