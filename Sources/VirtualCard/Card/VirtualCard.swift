package import EMRTD
import LDS
package import SmartCard

/// The card side of an eMRTD: commands in, answers out, with the access rules of the real chip.
///
/// It is a product of its own: tests, demos and benches insert it into the virtual reader, or talk to it in this process.
package actor VirtualCard {
    let image: CardImage
    let randomness: Randomness

    /// Commands since the card was made; faults count by it.
    private(set) var commands = 0
    var session: SecureMessagingSession?
    /// Set by a command that ends or replaces the session after its own answer was protected.
    var nextSession: SecureMessagingSession?
    var isApplicationSelected = false
    var selectedFile: RawFile?
    var pace = PACEState.idle
    var bacChallenge: [UInt8]?
    var wrongPasswords = 0
    var isChipAuthenticationSet = false

    package init(_ image: CardImage, randomness: Randomness = .system) {
        self.image = image
        self.randomness = randomness
    }

    /// Power was cut or a reset came: nothing of a session survives. Wrong tries are remembered.
    package func reset() {
        session = nil
        nextSession = nil
        isApplicationSelected = false
        selectedFile = nil
        pace = .idle
        bacChallenge = nil
        isChipAuthenticationSet = false
    }

    /// Answers one command, given and answered as bytes on the wire; nil: the card has left the field.
    package func process(_ bytes: [UInt8]) -> [UInt8]? {
        commands += 1
        switch image.behaviour.fault {
        case .leave(let number) where commands >= number: return nil
        case .rubbish(let number) where commands >= number: return (0..<40).map { UInt8($0 &* 37 &+ 11) }
        case .oneByte(let number) where commands >= number: return [0x90]
        default: break
        }
        guard let command = try? CommandAPDU(parsing: bytes) else {
            return ResponseAPDU(status: .wrongLength).serialized()
        }
        return answer(command).serialized()
    }

    /// Secure messaging around the plain command.
    private func answer(_ command: CommandAPDU) -> ResponseAPDU {
        guard command.instructionClass & 0x0C == 0x0C else {
            // A plain command ends the session (Doc 9303-11 §9.8.3).
            if session != nil { reset() }
            return perform(command, isProtected: false)
        }
        guard session != nil else { return ResponseAPDU(status: .secureMessagingNotSupported) }
        do {
            guard let plain = try session?.open(command) else {
                reset()
                return ResponseAPDU(status: .secureMessagingObjectsIncorrect)
            }
            let response = perform(plain, isProtected: true)
            let sealed = try session?.seal(response)
            if let next = nextSession {
                session = next
                nextSession = nil
            }
            return sealed ?? ResponseAPDU(status: .noPreciseDiagnosis)
        } catch {
            reset()
            return ResponseAPDU(status: .secureMessagingObjectsIncorrect)
        }
    }

    private func perform(_ command: CommandAPDU, isProtected: Bool) -> ResponseAPDU {
        do {
            switch (command.instruction, command.p1, command.p2) {
            case (0xA4, _, _): return select(command)
            case (0xB0, _, _): return readBinary(command, isProtected: isProtected)
            case (0x84, 0x00, 0x00): return try challenge(command)
            case (0x82, 0x00, 0x00): return try externalAuthenticate(command)
            case (0x22, 0xC1, 0xA4): return try setPACE(command)
            case (0x22, 0x41, 0xA4) where isProtected: return setChipAuthentication(command)
            case (0x22, 0x41, 0xA6) where isProtected: return try agreeByKeyAgreementTemplate(command)
            case (0x86, 0x00, 0x00) where isChipAuthenticationSet && isProtected:
                return try agreeByGeneralAuthenticate(command)
            case (0x86, 0x00, 0x00): return try generalAuthenticate(command)
            case (0x22, _, _), (0x86, _, _): return ResponseAPDU(status: .incorrectParameters)
            default: return ResponseAPDU(status: .instructionNotSupported)
            }
        } catch {
            return ResponseAPDU(status: .incorrectData)
        }
    }
}

extension VirtualCard: CardChannel {
    /// Short APDUs, as the card's profile says.
    package nonisolated var limits: ChannelLimits { .short }

    /// Talks to the card in this process.
    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        guard let answer = process(try command.serialized()) else {
            throw SmartCardError(.cardRemoved, "the virtual card has left", fault: .card)
        }
        return try ResponseAPDU(parsing: answer)
    }
}
