/// How one of PACE, BAC, Chip, Active and Terminal Authentication ended when the card was read.
package struct RecordedOutcome: Sendable, Hashable {
    /// The words of reports and JSON.
    package enum Word: String, Sendable, Hashable, CaseIterable {
        case notOffered = "not-offered"
        case notAttempted = "not-attempted"
        case failed, passed
    }

    package let word: Word
    /// Why it failed.
    package let reason: String?

    package init(_ word: Word, reason: String? = nil) {
        self.word = word
        self.reason = reason.map { EvidenceLimits.plain($0, EvidenceLimits.sentence) }
    }
}
