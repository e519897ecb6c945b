import CardCrypto
import EMRTD
import LDS
import SmartCard

/// A run of PACE step by step, so that a test can say something else at any of them (Doc 9303-11 §4.4.4).
struct PACEConversation {
    let run: CaseRun
    let offer: PACEOffer
    let password: Password
    private(set) var encryptedNonce: [UInt8] = []
    /// What the chip said in the mapping.
    private(set) var mappingData: [UInt8] = []
    private(set) var chipKey: GroupElement?
    private(set) var ephemeral: AgreementKeyPair?
    private(set) var keys: PACESuite.Keys?
    private var generator: GroupElement?

    var suite: PACESuite { offer.suite }

    /// - Parameter offer: the strongest one where it does not matter which.
    init(_ run: CaseRun, _ offer: PACEOffer? = nil, _ password: Password? = nil) throws {
        guard let offer = offer ?? run.chip.offers.first, let password = password ?? run.bench.passwords.first else {
            throw CaseEnd.notApplicable("no PACE")
        }
        self.run = run
        self.offer = offer
        self.password = password
    }

    /// The data of MSE:Set AT, an object left out where it is nil.
    func template(
        identifier: BERTLV?, password: BERTLV?, parameter: BERTLV?
    ) -> [UInt8] { [identifier, password, parameter].compactMap { $0 }.flatMap { $0.serialized() } }

    var identifierObject: BERTLV { BERTLV(0x80, offer.info.protocol.objectIdentifier) }
    var passwordObject: BERTLV { BERTLV(0x83, [password.kind.rawValue]) }
    var parameterObject: BERTLV? {
        offer.info.parameterID.map { BERTLV(0x84, [UInt8(truncatingIfNeeded: $0)]) }
    }

    /// MSE:Set AT by the rules, parameters named. A warning that tries are left is right as well.
    func set() async throws {
        let data = template(identifier: identifierObject, password: passwordObject, parameter: parameterObject)
        try await run.send("MSE:Set AT", .setPACE(data), Expectation(.successOrTriesLeft, .empty))
    }

    /// Step 1 by the rules.
    mutating func askNonce() async throws {
        encryptedNonce = try await step("the nonce", [], answer: 0x80)
    }

    /// Step 2 by the rules.
    mutating func map() async throws {
        let nonce = try suite.decryptNonce(encryptedNonce, with: password)
        if suite.mapping == .integrated {
            let own = try Randomness.system.bytes(suite.terminalNonceLength)
            _ = try await step("the mapping", [BERTLV(0x81, own)], answer: 0x82, mayBeEmpty: true)
            generator = try suite.mapGenerator(nonce: nonce, terminalNonce: own)
            return
        }
        let own = try Randomness.system.keyPair(suite.domain, suite.domain.generator)
        mappingData = try await step("the mapping", [BERTLV(0x81, own.publicKey.bytes)], answer: 0x82)
        let other = try suite.element(mappingData)
        generator = try suite.mapGenerator(nonce: nonce, own: own, other: other)
    }

    /// What the terminal would send in step 2.
    func mappingObject() throws -> BERTLV {
        if suite.mapping == .integrated { return BERTLV(0x81, try Randomness.system.bytes(suite.terminalNonceLength)) }
        return BERTLV(0x81, try Randomness.system.keyPair(suite.domain, suite.domain.generator).publicKey.bytes)
    }

    /// What the terminal would send in step 3.
    func keyObject() throws -> BERTLV {
        guard let generator else { throw CaseEnd.notApplicable("no generator") }
        return BERTLV(0x83, try Randomness.system.keyPair(suite.domain, generator).publicKey.bytes)
    }

    /// Step 3 by the rules.
    mutating func agree() async throws {
        guard let generator else { throw CaseEnd.notApplicable("no generator") }
        let own = try Randomness.system.keyPair(suite.domain, generator)
        let other = try suite.element(await step("the key", [BERTLV(0x83, own.publicKey.bytes)], answer: 0x84))
        ephemeral = own
        chipKey = other
        keys = try suite.sessionKeys(own.sharedSecret(suite.domain, with: other))
    }

    /// The token of step 4.
    func token() throws -> [UInt8] {
        guard let chipKey, let keys else { throw CaseEnd.notApplicable("no keys") }
        return try suite.token(over: chipKey, key: keys.authentication)
    }

    /// Step 4 by the rules: the data objects of the answer. The chip's token must be right.
    func authenticate() async throws -> (session: TestSession, objects: [BERTLV]) {
        guard let ephemeral, let keys else { throw CaseEnd.notApplicable("no keys") }
        let data = BERTLV(0x7C, [BERTLV(0x85, try token())]).serialized()
        let answer = try await run.send(
            "GENERAL AUTHENTICATE, the token", .generalAuthenticate(data, isLast: true), .begins([0x7C]))
        let objects = (try? BERTLV(parsing: answer.data).children()) ?? []
        let expected = try suite.token(over: ephemeral.publicKey, key: keys.authentication)
        try await run.check(
            "the chip's token", expected: "the right one", seen: "\(objects.map(\.tag.description))",
            objects.first { $0.tag == 0x86 }?.value == expected)
        return (TestSession(run.plain, keys.session), objects)
    }

    /// MSE:Set AT and the first steps, as many as asked for.
    mutating func go(_ steps: Int) async throws {
        try await set()
        if steps > 0 { try await askNonce() }
        if steps > 1 { try await map() }
        if steps > 2 { try await agree() }
    }

    /// A step that must succeed; the value of a data object in its answer.
    private func step(
        _ what: String, _ objects: [BERTLV], answer tag: BERTag, mayBeEmpty: Bool = false
    ) async throws -> [UInt8] {
        let data = BERTLV(0x7C, objects).serialized()
        let answer = try await run.send(
            "GENERAL AUTHENTICATE, \(what)", .generalAuthenticate(data), .begins([0x7C]))
        let value = (try? BERTLV(parsing: answer.data).children())?.first { $0.tag == tag }?.value
        try await run.check(
            "the answer", expected: "data object \(tag)", seen: value.map { "\($0.count) bytes" } ?? "none",
            value.map { mayBeEmpty || !$0.isEmpty } ?? false)
        return value ?? []
    }
}
