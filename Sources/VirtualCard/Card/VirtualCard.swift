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
    private let interference: @Sendable (ResponseAPDU) -> ResponseAPDU

    /// Counts commands, and tells what goes wrong with which.
    private var schedule: FaultSchedule
    /// What goes wrong with the command under way.
    private var effects: [CardFault.Effect] = []
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
    private var chain: [UInt8] = []
    private var chainedInstruction: UInt8?
    /// For chips that are weak: what came last, and the session before it; what was given first.
    private var last: (command: CommandAPDU, session: SecureMessagingSession)?
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
    private static let longestChain = 0x1_0000

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

    /// How long the card takes: its own pace, and what delays it.
    private func time(for command: [UInt8], _ answer: [UInt8]) -> Duration {
        let delays = effects.map { if case .delay(let milliseconds) = $0 { milliseconds } else { 0 } }
        let isOperation = command.count > 1 && ReaderModel.Link.cryptographicInstructions.contains(command[1])
        let pace = image.behaviour.timing?.link.duration(
            exchanges: 1, bytes: command.count + answer.count, cryptographicOperations: isOperation ? 1 : 0)
        return (pace ?? .zero) + .milliseconds(delays.reduce(0, +))
    }

    /// What the card says instead of doing what it was asked.
    private var imposedStatus: StatusWord? {
        effects.lazy.compactMap { if case .status(let word) = $0 { word } else { nil } }.first
    }

    /// Whether READ BINARY beyond the end is filled.
    var fillsReads: Bool { image.behaviour.quirks.contains(.padsShortReads) || effects.contains(.fill) }

    /// The most bytes that READ BINARY gives just now.
    var readLimit: Int? { effects.lazy.compactMap { if case .limit(let count) = $0 { count } else { nil } }.first }

    /// A file's bytes as the card shows them just now.
    func shown(_ file: RawFile) -> [UInt8] {
        guard effects.contains(.alter(file.file.shortName)), let last = file.bytes.last else { return file.bytes }
        return file.bytes.dropLast() + [last ^ 0x01]
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

    /// Secure messaging around the plain command.
    private func respond(to command: CommandAPDU) -> ResponseAPDU {
        let isKnown = [0x00, 0x10, 0x0C, 0x1C].contains(command.instructionClass) || has(.ignoresClass)
        guard command.instructionClass & 0x0C == 0x0C, isKnown else {
            // A plain command ends the session (Doc 9303-11 §9.8.3).
            if session != nil, !has(.keepsSessionAfterPlainCommand) { forget() }
            guard isKnown else { return ResponseAPDU(status: .classNotSupported) }
            return interference(perform(command, isProtected: false))
        }
        guard session != nil else {
            let dead = image.behaviour.first { if case .deadSession(let word) = $0 { word } else { nil } }
            return ResponseAPDU(status: dead ?? .secureMessagingNotSupported)
        }
        do {
            if has(.acceptsReplayedCommands), let last, last.command == command { session = last.session }
            last = session.map { (command, $0) }
            guard let plain = try session?.open(command, image.behaviour.weaknesses) else {
                if !has(.keepsSessionAfterBrokenMessage) { forget() }
                return ResponseAPDU(status: .secureMessagingObjectsIncorrect)
            }
            let response = interference(perform(plain, isProtected: true))
            let isError = response.status.sw1 != 0x90 && response.status.sw1 != 0x62
            if isError, image.behaviour.quirks.contains(.answersErrorsInPlain) {
                return ResponseAPDU(status: response.status)
            }
            let sealed = try session?.seal(response)
            if isError, image.behaviour.quirks.contains(.diesOnErrors) { forget() }
            if let next = nextSession {
                session = next
                nextSession = nil
            }
            return sealed ?? ResponseAPDU(status: .noPreciseDiagnosis)
        } catch {
            forget()
            return ResponseAPDU(status: .secureMessagingObjectsIncorrect)
        }
    }

    private func perform(_ command: CommandAPDU, isProtected: Bool) -> ResponseAPDU {
        if let imposedStatus { return ResponseAPDU(status: imposedStatus) }
        let isProtected = isProtected || has(.acceptsPlainProtocols)
        guard let command = wholeCommand(command) else { return ResponseAPDU(status: .success) }
        do {
            switch (command.instruction, command.p1, command.p2) {
            case (0xA4, _, _): return select(command)
            case (0xB0, _, _): return readBinary(command, isProtected: isProtected)
            case (0xB1, 0x00, _): return try readBinaryOdd(command, isProtected: isProtected)
            case (0x84, 0x00, 0x00): return try challenge(command)
            case (0x88, 0x00, 0x00): return try internalAuthenticate(command, isProtected: isProtected)
            case (0x22, 0x81, 0xB6) where isProtected: return try setVerificationKey(command)
            case (0x2A, 0x00, 0xBE) where isProtected: return try verifyCertificate(command)
            case (0x22, 0x81, 0xA4) where isProtected: return try setTerminalKey(command)
            case (0x82, 0x00, 0x00) where isProtected && terminalTrust.terminal != nil:
                guard let terminal = terminalTrust.terminal else {
                    return ResponseAPDU(status: .conditionsNotSatisfied)
                }
                return try authenticateTerminal(command, terminal)
            case (0x82, 0x00, 0x00): return try externalAuthenticate(command)
            case (0x22, 0xC1, 0xA4): return try setPACE(command)
            case (0x22, 0x41, 0xA4) where isProtected: return setChipAuthentication(command)
            case (0x22, 0x41, 0xA6) where isProtected: return try agreeByKeyAgreementTemplate(command)
            case (0x86, 0x00, 0x00) where chosenChipKey != nil && isProtected:
                return try agreeByGeneralAuthenticate(command)
            case (0x86, 0x00, 0x00): return try generalAuthenticate(command)
            case (0x22, _, _), (0x86, _, _): return ResponseAPDU(status: .incorrectParameters)
            default: return ResponseAPDU(status: .instructionNotSupported)
            }
        } catch {
            return ResponseAPDU(status: .incorrectData)
        }
    }

    /// Whether more data can make a data object of these.
    private func isBeginning(_ data: [UInt8]) -> Bool {
        guard let header = try? BERHeader(parsing: data[...]) else { return false }
        return header.totalLength > data.count
    }

    /// Puts a chain of commands together; nil until its last one. In PACE every step but the last has the chaining
    /// bit and is whole all the same (Doc 9303-11 §4.4.4.2), so there the data object tells.
    private func wholeCommand(_ command: CommandAPDU) -> CommandAPDU? {
        var whole = command
        // Another command breaks a chain off.
        whole.data = (chainedInstruction == command.instruction ? chain : []) + command.data
        chainedInstruction = command.instruction
        whole.instructionClass &= ~0x10
        chain = []
        guard command.instructionClass & 0x10 != 0, whole.data.count < Self.longestChain else { return whole }
        if command.instruction == 0x86, !isBeginning(whole.data) { return whole }
        chain = whole.data
        return nil
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
