import CardCrypto
import EMRTD
import SmartCard

/// Basic Access Control, card side (Doc 9303-11 §4.3).
extension VirtualCard {
    func challenge(_ command: CommandAPDU) throws -> ResponseAPDU {
        let challenge = try has(.repeatsChallenges) ? firstChallenge ?? randomness.bytes(8) : randomness.bytes(8)
        firstChallenge = challenge
        bacChallenge = challenge
        terminalTrust.challenge = challenge
        return ResponseAPDU(data: challenge, status: .success)
    }

    func externalAuthenticate(_ command: CommandAPDU) throws -> ResponseAPDU {
        guard isApplicationSelected, let challenge = bacChallenge ?? (has(.keepsChallenge) ? firstChallenge : nil)
        else {
            return ResponseAPDU(status: .conditionsNotSatisfied)
        }
        bacChallenge = nil
        if let refusal = image.behaviour.refusalOfBAC { return ResponseAPDU(status: refusal) }
        guard let seed = try image.password(.mrz)?.bacSeed() else {
            return ResponseAPDU(status: .conditionsNotSatisfied)
        }
        let keys = try BACKeys(seed: seed)
        guard let token = try keys.open(command.data), token.count == 32, Array(token[8..<16]) == challenge else {
            if has(.acceptsAnyBACToken) {
                return ResponseAPDU(data: try keys.seal([UInt8](repeating: 0, count: 32)), status: .success)
            }
            return ResponseAPDU(status: .authenticationFailed)
        }
        let terminalNonce = Array(token[0..<8])
        let keyMaterial = try randomness.bytes(16)
        let sessionSeed = SecretBytes(zip(token[16...], keyMaterial).map { $0 ^ $1 })
        chipIdentifier = Array(image.mrzInformation.utf8.dropLast(14))
        session = try SecureMessagingSession(
            cipher: .tripleDES, sharedSecret: sessionSeed, counter: challenge.suffix(4) + terminalNonce.suffix(4))
        return ResponseAPDU(data: try keys.seal(challenge + terminalNonce + keyMaterial), status: .success)
    }
}
