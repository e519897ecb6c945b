import EMRTD
import SmartCard

/// Protected and plain commands, and when a session ends (Doc 9303-11 §9.8).
extension VirtualCard {
    /// Secure messaging around the plain command.
    func respond(to command: CommandAPDU) -> ResponseAPDU {
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
}
