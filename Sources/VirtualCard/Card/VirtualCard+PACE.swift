import CardCrypto
import EMRTD
import LDS
import SmartCard

/// Where a run of PACE stands.
enum PACEState {
    case idle
    case set(PACESuite, Password.Kind)
    case nonceSent(PACESuite, Password.Kind, nonce: SecretBytes)
    case mapped(PACESuite, Password.Kind, generator: ECPoint)
    case agreed(PACESuite, Password.Kind, PACESuite.Keys, own: ECPoint, other: ECPoint)
}

/// PACE with generic mapping over ECDH, card side (Doc 9303-11 §4.4).
extension VirtualCard {
    func setPACE(_ command: CommandAPDU) throws -> ResponseAPDU {
        pace = .idle
        let objects = try BERTLV.sequence(parsing: command.data)
        guard let access = image.file(.cardAccess)?.bytes,
            let identifier = objects.first(where: { $0.tag == 0x80 })?.value,
            let reference = objects.first(where: { $0.tag == 0x83 })?.value.first,
            let kind = Password.Kind(rawValue: reference)
        else { return ResponseAPDU(status: .incorrectData) }
        let parameter = objects.first { $0.tag == 0x84 }?.value.first.map(Int.init)
        let offer = try SecurityInfos(parsing: access).pace.first {
            $0.protocol.objectIdentifier == identifier && (parameter == nil || parameter == $0.parameterID)
        }
        guard let offer else { return ResponseAPDU(status: .referencedDataNotFound) }
        if let tries = image.behaviour.passwordTries, wrongPasswords >= tries {
            return ResponseAPDU(status: .authenticationMethodBlocked)
        }
        pace = .set(try PACESuite(offer), kind)
        let tellsTries = wrongPasswords > 0 && image.behaviour.passwordTries != nil
        return ResponseAPDU(status: tellsTries ? triesStatus : .success)
    }

    func generalAuthenticate(_ command: CommandAPDU) throws -> ResponseAPDU {
        let state = pace
        pace = .idle
        let template = try BERTLV(parsing: command.data)
        guard template.tag == 0x7C else { return ResponseAPDU(status: .incorrectData) }
        let object = try template.children().first
        switch (state, object?.tag) {
        case (.set(let suite, let kind), nil):
            let nonce = try randomness.bytes(16)
            pace = .nonceSent(suite, kind, nonce: SecretBytes(nonce))
            let key = try image.password(kind).paceKey(for: suite.cipher)
            let iv = [UInt8](repeating: 0, count: suite.cipher.blockSize)
            return Self.data(0x80, try suite.cipher.encrypt(nonce, key: key, iv: iv))
        case (.nonceSent(let suite, let kind, let nonce), 0x81):
            let own = try randomness.keyPair(suite.curve, suite.curve.generator)
            let generator = try suite.mapGenerator(
                nonce: nonce, own: own, other: suite.point(object?.value ?? []))
            pace = .mapped(suite, kind, generator: generator)
            return Self.data(0x82, own.publicKey.bytes)
        case (.mapped(let suite, let kind, let generator), 0x83):
            let other = try suite.point(object?.value ?? [])
            let own = try randomness.keyPair(suite.curve, generator)
            guard own.publicKey != other else { return ResponseAPDU(status: .incorrectData) }
            let keys = try suite.sessionKeys(own.sharedSecret(suite.curve, with: other))
            pace = .agreed(suite, kind, keys, own: own.publicKey, other: other)
            return Self.data(0x84, own.publicKey.bytes)
        case (.agreed(let suite, _, let keys, let own, let other), 0x85):
            let expected = try suite.token(over: own, key: keys.authentication)
            guard equalInConstantTime(object?.value ?? [], expected) else {
                wrongPasswords += 1
                return ResponseAPDU(status: triesStatus)
            }
            wrongPasswords = 0
            let token = try suite.token(over: other, key: keys.authentication)
            session = keys.session
            return Self.data(0x86, token)
        default:
            return ResponseAPDU(status: .conditionsNotSatisfied)
        }
    }

    /// 63Cx where the card tells how many tries are left, 6300 where not.
    private var triesStatus: StatusWord {
        guard let tries = image.behaviour.passwordTries else { return .authenticationFailed }
        return StatusWord(rawValue: 0x63C0 | UInt16(clamping: max(0, min(15, tries - wrongPasswords))))
    }

    private static func data(_ tag: BERTag, _ value: [UInt8]) -> ResponseAPDU {
        ResponseAPDU(data: BERTLV(0x7C, [BERTLV(tag, value)]).serialized(), status: .success)
    }
}
