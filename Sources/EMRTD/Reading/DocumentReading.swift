package import CardCrypto
package import LDS
package import SmartCard

/// What came off a chip: files as they were, how it was opened, what it cost. Nothing in it is verified yet.
package struct DocumentReading: Sendable {
    /// EF.CardAccess where there is one, EF.SOD, EF.COM and the data groups, in the order of reading.
    package var files: [RawFile] = []
    /// Data groups that EF.COM lists and that the chip would not show, with its status word.
    package var refused: [ElementaryFile: StatusWord] = [:]
    package var pace = ProtocolOutcome.notOffered
    package var bac = ProtocolOutcome.notAttempted
    package var chipAuthentication = ProtocolOutcome.notOffered
    /// The run that ``chipAuthentication`` rests on, where the chip answered under its keys.
    package var chipAuthenticationTranscript: ChipAuthentication.Transcript?
    /// What the chip said of its key within PACE; then Chip Authentication's outcome rests on EF.CardSecurity.
    package var mappingProof: ChipAuthenticationMappingProof?
    package var activeAuthentication = ProtocolOutcome.notOffered
    /// The chip's answer to the challenge: evidence that this chip was there.
    package var activeAuthenticationProof: ActiveAuthentication.Proof?
    package var terminalAuthentication = ProtocolOutcome.notOffered
    /// How the chip was opened, in the standard's words, `id-PACE-ECDH-GM-AES-CBC-CMAC-128`.
    package var accessProtocol = ""
    /// Stronger PACE offers that the chip refused before one was accepted, with its reason.
    package var refusedOffers: [String] = []
    package var measures: [Measure] = []
    /// What all of it cost on the link, the steps between the measures included.
    package var total = MeteredChannel.Count()
    /// Names the kind of card, for what is remembered of it.
    var cardFamily = ""

    /// A file's bytes.
    package func file(_ file: ElementaryFile) -> RawFile? { files.first { $0.file == file } }

    /// The chip had to prove its key within PACE.
    package var provesByMapping: Bool { mappingProof != nil }

    /// PACE was on offer and the chip was opened with BAC all the same: a downgrade that a policy must judge.
    package var isDowngraded: Bool { bac == .passed && pace != .notOffered }

    /// The chip proved that it holds a private key, by either protocol; that the key is the state's is for passive
    /// authentication to say.
    package var isChipProven: Bool { chipAuthentication == .passed || activeAuthentication == .passed }

    /// A proof of the chip was tried and failed.
    package var isChipRefuted: Bool {
        [chipAuthentication, activeAuthentication].contains { if case .failed = $0 { true } else { false } }
    }

    /// A session was opened.
    var isOpen: Bool { !accessProtocol.isEmpty }

    /// What one step cost.
    package struct Measure: Sendable, Hashable {
        package let phase: ReadPhase
        package let duration: Duration
        package let count: MeteredChannel.Count
    }
}
