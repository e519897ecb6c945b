package import LDS
package import SmartCard

/// What a reading leaves beside the files: how each protocol ended, and what shows it to somebody who was not there.
///
/// The outcomes are the station's word. What the chip proved is judged anew from the three transcripts, by `proofs(in:)`.
package struct ChipEvidence: Sendable {
    /// How the chip was opened, in the standard's words.
    package let accessProtocol: String
    package var pace = RecordedOutcome(.notOffered)
    package var bac = RecordedOutcome(.notOffered)
    package var chipAuthentication = RecordedOutcome(.notOffered)
    package var activeAuthentication = RecordedOutcome(.notOffered)
    package var terminalAuthentication = RecordedOutcome(.notOffered)
    /// Stronger PACE offers that the chip refused before one was accepted, with its reason.
    package let refusedOffers: [String]
    /// Files that the chip would not show, with its status word.
    package var refusedFiles: [ElementaryFile: StatusWord] = [:]
    package var activeAuthenticationProof: ActiveAuthenticationProof?
    package var chipAuthenticationTranscript: ChipAuthenticationTranscript?
    package var mappingTranscript: MappingTranscript?

    /// Texts that are too long are cut.
    package init(accessProtocol: String, refusedOffers: [String] = []) {
        self.accessProtocol = EvidenceLimits.plain(accessProtocol, EvidenceLimits.name)
        self.refusedOffers = refusedOffers.prefix(EvidenceLimits.offers).map {
            EvidenceLimits.plain($0, EvidenceLimits.sentence)
        }
    }

    /// PACE was on offer and the chip was opened with BAC all the same.
    package var isDowngraded: Bool { bac.word == .passed && pace.word != .notOffered }
}
