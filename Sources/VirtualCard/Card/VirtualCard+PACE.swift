import CardCrypto
import EMRTD
import LDS
import SmartCard

/// A run of PACE: the offer that the terminal chose, and the password.
struct PACERun {
    let suite: PACESuite
    let password: Password
    /// The private key of the mapping, which Chip Authentication Mapping divides by the static one.
    var mappingKey: SecretBytes?
}

/// Where a run of PACE stands.
enum PACEState {
    case idle
    case set(PACERun)
    case nonceSent(PACERun, nonce: SecretBytes)
    case mapped(PACERun, generator: GroupElement)
    case agreed(PACERun, PACESuite.Keys, own: GroupElement, other: GroupElement)
}

/// PACE, card side (Doc 9303-11 §4.4).
extension VirtualCard {
    func setPACE(_ command: CommandAPDU) throws -> ResponseAPDU {
        pace = .idle
        if let refusal = image.behaviour.refusalOfPACE { return ResponseAPDU(status: refusal) }
        if has(.acceptsAnyTemplate), let offer = try anyOffer() {
            pace = .set(offer)
            return ResponseAPDU(status: .success)
        }
        let objects = try BERTLV.sequence(parsing: command.data)
        func octet(_ tag: BERTag) -> UInt8? {
            objects.first { $0.tag == tag }.flatMap { $0.value.count == 1 ? $0.value.first : nil }
        }
        let namesParameters = objects.contains { $0.tag == 0x84 }
        guard let access = image.file(.cardAccess)?.bytes,
            let identifier = objects.first(where: { $0.tag == 0x80 })?.value,
            let kind = octet(0x83).flatMap(Password.Kind.init(rawValue:)), octet(0x84) != nil || !namesParameters
        else { return ResponseAPDU(status: .incorrectData) }
        let parameter = octet(0x84).map(Int.init)
        if parameter == nil, image.behaviour.quirks.contains(.wantsParameterReference) {
            return ResponseAPDU(status: .wrongDataObjectLength)
        }
        let infos = try SecurityInfos(parsing: access)
        let offer = infos.pace.first {
            $0.protocol.objectIdentifier == identifier && (parameter == nil || parameter == $0.parameterID)
        }
        guard let offer, let password = try image.password(kind) else {
            return ResponseAPDU(status: .referencedDataNotFound)
        }
        if let tries = image.behaviour.passwordTries, wrongPasswords >= tries {
            return ResponseAPDU(status: .authenticationMethodBlocked)
        }
        pace = .set(PACERun(suite: try PACESuite(offer, in: infos), password: password))
        let tellsTries = wrongPasswords > 0 && image.behaviour.passwordTries != nil
        return ResponseAPDU(status: tellsTries ? triesStatus : .success)
    }

    /// What a chip takes that does not look at what it is asked.
    private func anyOffer() throws -> PACERun? {
        guard let access = image.file(.cardAccess)?.bytes else { return nil }
        let infos = try SecurityInfos(parsing: access)
        return try infos.pace.first.map { PACERun(suite: try PACESuite($0, in: infos), password: try .can(image.can)) }
    }

    func generalAuthenticate(_ command: CommandAPDU) throws -> ResponseAPDU {
        let state = pace
        pace = .idle
        let template = try BERTLV(parsing: command.data)
        guard template.tag == 0x7C else { return ResponseAPDU(status: .incorrectData) }
        let object = try template.children().first
        switch (state, object?.tag) {
        case (.set(let run), nil): return try sendNonce(run)
        case (.nonceSent(let run, let nonce), 0x81): return try map(run, nonce, object?.value ?? [])
        case (.mapped(let run, let generator), 0x83):
            let suite = run.suite
            let other = try element(object?.value ?? [], in: suite.domain)
            let own = try randomness.keyPair(suite.domain, generator)
            guard own.publicKey != other else { return ResponseAPDU(status: .incorrectData) }
            let keys = try suite.sessionKeys(own.sharedSecret(suite.domain, with: other))
            pace = .agreed(run, keys, own: own.publicKey, other: other)
            return Self.data([BERTLV(0x84, own.publicKey.bytes)])
        case (.agreed(let run, let keys, let own, let other), 0x85):
            return try finish(run, keys, own: own, other: other, token: object?.value ?? [])
        default:
            return ResponseAPDU(status: .conditionsNotSatisfied)
        }
    }

    private func sendNonce(_ run: PACERun) throws -> ResponseAPDU {
        let suite = run.suite
        let fresh = try randomness.bytes(suite.mapping == .integrated ? suite.cardNonceLength : 16)
        let nonce = has(.repeatsNonces) ? firstNonce ?? fresh : fresh
        firstNonce = nonce
        pace = .nonceSent(run, nonce: SecretBytes(nonce))
        let key = try run.password.paceKey(for: suite.cipher)
        let iv = [UInt8](repeating: 0, count: suite.cipher.blockSize)
        return Self.data([BERTLV(0x80, try suite.cipher.encrypt(nonce, key: key, iv: iv))])
    }

    private func map(_ run: PACERun, _ nonce: SecretBytes, _ mappingData: [UInt8]) throws -> ResponseAPDU {
        let suite = run.suite
        if suite.mapping == .integrated {
            pace = .mapped(run, generator: try suite.mapGenerator(nonce: nonce, terminalNonce: mappingData))
            return Self.data([BERTLV(0x82, [UInt8]())])
        }
        let own = try randomness.keyPair(suite.domain, suite.domain.generator)
        let generator = try suite.mapGenerator(nonce: nonce, own: own, other: element(mappingData, in: suite.domain))
        var run = run
        if suite.mapping == .chipAuthentication { run.mappingKey = own.privateKey }
        pace = .mapped(run, generator: generator)
        return Self.data([BERTLV(0x82, own.publicKey.bytes)])
    }

    private func finish(
        _ run: PACERun, _ keys: PACESuite.Keys, own: GroupElement, other: GroupElement, token: [UInt8]
    ) throws -> ResponseAPDU {
        let suite = run.suite
        let isRight = equalInConstantTime(token, try suite.token(over: own, key: keys.authentication))
        guard isRight || has(.acceptsAnyToken) else {
            wrongPasswords += 1
            return ResponseAPDU(status: triesStatus)
        }
        wrongPasswords = 0
        var objects = [BERTLV(0x86, try suite.token(over: other, key: keys.authentication))]
        if let mappingKey = run.mappingKey { objects.append(try chipAuthenticationData(mappingKey, suite, keys)) }
        session = keys.session
        chipIdentifier = try own.compressed()
        return Self.data(objects)
    }

    /// The other side's public key, checked.
    func element(_ bytes: [UInt8], in domain: any DomainParameters) throws -> GroupElement {
        guard has(.acceptsInvalidKeys) else { return try domain.element(parsing: bytes) }
        return try (try? domain.element(parsing: bytes)) ?? domain.generator
    }

    /// `CA_IC = SK_IC⁻¹ · SK_Map,IC`, encrypted (Doc 9303-11 §4.4.3.3.3).
    private func chipAuthenticationData(
        _ mappingKey: SecretBytes, _ suite: PACESuite, _ keys: PACESuite.Keys
    ) throws -> BERTLV {
        guard let curve = suite.domain as? EllipticCurve,
            let key = image.chipAuthenticationKeys.first(where: { $0.group == curve.group })
        else { throw EMRTDError(.unsupported, "the virtual card has no key for Chip Authentication Mapping") }
        let data = try curve.divide(mappingKey, by: key.privateKey)
        return BERTLV(0x8A, try suite.sealChipAuthenticationData(data, key: keys.encryption))
    }

    /// 63Cx where the card tells how many tries are left, 6300 where not.
    private var triesStatus: StatusWord {
        guard let tries = image.behaviour.passwordTries else { return .authenticationFailed }
        return StatusWord(rawValue: 0x63C0 | UInt16(clamping: max(0, min(15, tries - wrongPasswords))))
    }

    private static func data(_ objects: [BERTLV]) -> ResponseAPDU {
        ResponseAPDU(data: BERTLV(0x7C, objects).serialized(), status: .success)
    }
}
