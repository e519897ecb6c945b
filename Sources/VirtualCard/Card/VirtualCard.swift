package import EMRTD
import LDS
package import SmartCard

/// The card side of an eMRTD: commands in, answers out, with the access rules of the real chip.
///
/// It is a product of its own: tests, demos and benches insert it into the virtual reader, or talk to it in this process.
package actor VirtualCard {
    let image: CardImage
    let randomness: Randomness
    /// What a hostile chip makes of its own answers before secure messaging protects them.
    let interference: @Sendable (ResponseAPDU) -> ResponseAPDU

    /// Counts commands, and tells what goes wrong with which.
    private var schedule: FaultSchedule
    /// What goes wrong with the command under way.
    private(set) var effects: [CardFault.Effect] = []
    /// How long the answer under way is held back.
    private(set) var answerTime = Duration.zero
    /// Why there is no answer.
    private(set) var absence: Absence?
    var session: SecureMessagingSession?
    /// Set by a command that ends or replaces the session after its own answer was protected.
    var nextSession: SecureMessagingSession?
    var isApplicationSelected = false
    var selectedFile: RawFile?
    var pace = PACEState.idle
    var bacChallenge: [UInt8]?
    var wrongPasswords = 0
    var isMasterFileSelected = false
    /// The offer that MSE:Set AT chose for Chip Authentication.
    var chosenChipKey: SecurityInfos.ChipAuthenticationOffer?
    /// Roots for Terminal Authentication; link certificates change them for good.
    var trustPoints: [CardVerifiableCertificate]
    /// The latest day that a certificate of the card's own state told.
    var currentDate: CertificateDate
    var terminalTrust = TerminalTrust()
    /// Locked groups that Terminal Authentication opened.
    var terminalAccess: Set<Int> = []
    /// `ID_PICC` of this session: the compressed ephemeral key of PACE, the document number after BAC.
    var chipIdentifier: [UInt8]?
    /// `Comp(PK_IFD)` of Chip Authentication.
    var terminalEphemeralKey: [UInt8]?
    /// The rest of an answer that did not fit, for GET RESPONSE.
    private var pendingAnswer: [UInt8] = []
    /// The data of a chain of commands so far.
    var chain: [UInt8] = []
    var chainedInstruction: UInt8?
    /// For chips that are weak: what came last, and the session before it; what was given first.
    var last: (command: CommandAPDU, session: SecureMessagingSession)?
    var firstChallenge: [UInt8]?
    var firstNonce: [UInt8]?
    var firstSignature: [UInt8]?

    /// Why a card does not answer.
    enum Absence {
        /// It left the field.
        case left
        /// The field was gone for a moment.
        case lostPower
        /// It is there, and says nothing.
        case silent
    }

    /// No chain of commands is longer.
    static let longestChain = 0x1_0000

    package init(
        _ image: CardImage, randomness: Randomness = .system,
        interference: @escaping @Sendable (ResponseAPDU) -> ResponseAPDU = { $0 }
    ) {
        self.image = image
        schedule = FaultSchedule(image.behaviour.faults)
        self.interference = interference
        trustPoints = image.trustPoints
        currentDate = image.trustPoints.map(\.effectiveDate).max() ?? .distantPast
        self.randomness = randomness
    }

    /// Power was cut or a reset came: nothing of a session survives. Wrong tries are remembered.
    package func reset() {
        schedule.beginSession()
        if !has(.survivesReset) { forget() }
    }

    /// Ends the session.
    func forget() {
        session = nil
        nextSession = nil
        isApplicationSelected = false
        selectedFile = nil
        pace = .idle
        bacChallenge = nil
        isMasterFileSelected = false
        chosenChipKey = nil
        pendingAnswer = []
        chain = []
        terminalTrust = TerminalTrust()
        terminalAccess = []
        chipIdentifier = nil
        terminalEphemeralKey = nil
    }

    /// Answers one command, given and answered as bytes on the wire; nil: no answer comes, and ``absence`` tells why.
    ///
    /// - Parameter imposed: what goes wrong beside what the schedule has.
    package func answer(to bytes: [UInt8], imposing imposed: [CardFault.Effect] = []) -> [UInt8]? {
        effects = schedule.due(bytes) + imposed
        absence = effects.contains(.leave) ? .left : effects.contains(.silence) ? .silent : nil
        guard absence == nil, let answer = whole(bytes) else { return nil }
        let distorted = schedule.distort(answer, effects)
        answerTime = time(for: bytes, distorted)
        return distorted
    }

    /// The answer before anything goes wrong with it on its way.
    private func whole(_ bytes: [UInt8]) -> [UInt8]? {
        if case let refusal? = effects.lazy.compactMap({ if case .refuse(let word) = $0 { word } else { nil } }).first {
            return ResponseAPDU(status: refusal).serialized()
        }
        guard let command = try? CommandAPDU(parsing: bytes) else {
            return ResponseAPDU(status: .wrongLength).serialized()
        }
        if case let most? = image.behaviour.first({ if case .losesPowerAbove(let most) = $0 { most } else { nil } }),
            command.expectedLength ?? 0 > most
        {
            forget()
            absence = .lostPower
            return nil
        }
        return fit(answer(command), to: command).serialized()
    }

    /// What is before any protection: length rules of the card, and the rest of an earlier answer.
    private func answer(_ command: CommandAPDU) -> ResponseAPDU {
        if command.instruction == 0xC0, !pendingAnswer.isEmpty {
            return ResponseAPDU(data: pendingAnswer, status: .success)
        }
        pendingAnswer = []
        if command.isExtended, image.behaviour.longestResponse == nil { return ResponseAPDU(status: .wrongLength) }
        if image.behaviour.quirks.contains(.correctsExpectedLength), command.instruction == 0xB0,
            command.expectedLength == 256
        {
            return ResponseAPDU(status: StatusWord(rawValue: 0x6CE7))
        }
        if image.behaviour.quirks.contains(.refusesExpectedLength), command.instructionClass & 0x0C == 0,
            command.expectedLength != nil, [0xA4, 0x22].contains(command.instruction)
        {
            return ResponseAPDU(status: .wrongLength)
        }
        return respond(to: command)
    }

    /// Keeps back what does not fit one answer and announces it in 61xx (ISO/IEC 7816-4 §5.3.4).
    private func fit(_ response: ResponseAPDU, to command: CommandAPDU) -> ResponseAPDU {
        let most = command.isExtended ? image.behaviour.responseLimit : 256
        let piece = min(most, command.expectedLength ?? most)
        guard response.data.count > piece else {
            if command.instruction == 0xC0 { pendingAnswer = [] }
            return response
        }
        pendingAnswer = Array(response.data.dropFirst(piece))
        let rest = UInt16(clamping: min(pendingAnswer.count, 256)) & 0xFF
        return ResponseAPDU(data: Array(response.data.prefix(piece)), status: StatusWord(rawValue: 0x6100 | rest))
    }

}

extension VirtualCard: ResettableChannel {
    /// In this process the card is all of the link.
    package nonisolated var limits: ChannelLimits { image.behaviour.longestResponse == nil ? .short : .extended }

    package func reset(waiting _: Duration) { reset() }

    /// Talks to the card in this process.
    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        let answer = answer(to: try command.serialized())
        if let answer {
            let time = answerTime
            if time > .zero { try await Task.sleep(for: time) }
            return try ResponseAPDU(parsing: answer)
        }
        switch absence {
        case .lostPower: throw SmartCardError(.cardReset, "the virtual card lost power", fault: .card)
        case .silent: throw SmartCardError(.cardMute, "the virtual card does not answer", fault: .card)
        case .left, nil: throw SmartCardError(.cardRemoved, "the virtual card has left", fault: .card)
        }
    }
}
