package import LDS

/// What the recorded proofs of a chip say together.
package struct ChipProofs: Sendable, Hashable {
    /// By Chip Authentication, or by PACE with Chip Authentication Mapping. Deniable.
    package let chipAuthentication: ChipProofResult
    /// ``chipAuthentication`` rests on EF.CardSecurity.
    package let isByMapping: Bool
    /// For anybody to check.
    package let activeAuthentication: ChipProofResult

    /// The chip held a private key, by either protocol.
    package var isProven: Bool { chipAuthentication == .proven || activeAuthentication == .proven }
    /// The proof convinces one who does not trust the station.
    package var isProvenToOthers: Bool { activeAuthentication == .proven }
    /// A proof was tried and failed, or what is recorded of it is wrong.
    package var isRefuted: Bool { chipAuthentication.isRefuted || activeAuthentication.isRefuted }
}

extension ChipEvidence {
    /// Checks the transcripts by the keys in the files, without a card.
    ///
    /// A protocol that failed at the reading stays failed; one that passed by the station's word alone is not verifiable.
    package func proofs(in files: [RawFile]) -> ChipProofs {
        func bytes(_ file: ElementaryFile) -> [UInt8]? { files.first { $0.file == file }?.bytes }
        let dataGroup14 = bytes(.dg14)
        let infos = dataGroup14.flatMap { try? SecurityInfos(parsingDataGroup14: $0) }
        // Keys of Chip Authentication itself are the later word.
        let byAgreement = chipAuthenticationTranscript?.verify(dataGroup14: dataGroup14)
        let byMapping = mappingTranscript?.verify(cardSecurityFile: bytes(.cardSecurity))
        return ChipProofs(
            chipAuthentication: Self.judge(
                chipAuthentication, "Chip Authentication", byAgreement ?? byMapping,
                offer: infos?.chipAuthenticationOffers.isEmpty == false ? .dg14 : nil),
            isByMapping: byAgreement == nil && byMapping != nil,
            activeAuthentication: Self.judge(
                activeAuthentication, "Active Authentication",
                activeAuthenticationProof?.verify(dataGroup15: bytes(.dg15), dataGroup14: dataGroup14),
                offer: bytes(.dg15) == nil ? nil : .dg15))
    }

    private static func judge(
        _ outcome: RecordedOutcome, _ name: String, _ result: ChipProofResult?, offer: ElementaryFile?
    ) -> ChipProofResult {
        switch (outcome.word, result) {
        case (.failed, .refuted(let reason)?): return .refuted(reason)
        case (.failed, _):
            return .refuted("\(name) failed when the card was read" + (outcome.reason.map { ": \($0)." } ?? "."))
        case (_, let result?): return result
        case (.passed, nil):
            return .notVerifiable("\(name) passed by the station's word; what would show it was not kept.")
        case (.notAttempted, nil): return .notVerifiable("\(name) was not attempted when the card was read.")
        case (.notOffered, nil):
            guard let offer else { return .notVerifiable("The chip offers no \(name).") }
            return .notVerifiable("\(offer) offers \(name), and the evidence has no proof by it.")
        }
    }
}
