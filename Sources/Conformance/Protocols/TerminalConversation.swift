import CardCrypto
import EMRTD
import LDS
import SmartCard

/// A run of Terminal Authentication step by step (TR-03110-3 §B.3), on a chip that was opened and proven.
struct TerminalConversation {
    let run: CaseRun
    let session: TestSession
    let credentials: TerminalCredentials
    let path: [CardVerifiableCertificate]
    let chipIdentifier: [UInt8]
    /// `Comp(PK_IFD)`.
    let terminalKey: [UInt8]

    /// Opens the chip, runs Chip Authentication, and finds the way from a key that the chip trusts.
    init(_ run: CaseRun) async throws {
        guard let credentials = run.bench.credentials, let offer = run.chip.chipAuthenticationOffers.first else {
            throw CaseEnd.notApplicable("no certificates, or no Chip Authentication")
        }
        let opened = try await run.open()
        let channel = await opened.session.channel()
        let outcome = try await run.attempt("Chip Authentication") {
            try await ChipAuthentication(offer).perform(over: channel)
        }
        let session = TestSession(opened.session.base, await outcome.channel.currentSession)
        try await run.send("SELECT EF.CVCA", .select(.cvca), over: session, .success)
        let answer = try await run.send("READ BINARY", .readBinary(0, count: 36), over: session, .data)
        let path = try await run.attempt("a way from the chip's trust point to the terminal") {
            let trusted = try TrustPoints(parsing: answer.data).references
            guard let path = credentials.path(from: trusted) else {
                throw EMRTDError(.accessRefused, "no certificate of ours leads to a key that the chip trusts")
            }
            return path
        }
        self.run = run
        self.session = session
        self.credentials = credentials
        self.path = path
        chipIdentifier = opened.identifier
        terminalKey = try outcome.terminalKey.compressed()
    }

    private var channel: any CardChannel { CommandChaining(session) }

    /// MSE:Set DST and PSO: Verify Certificate, for the whole way.
    func showCertificates() async throws {
        for certificate in path {
            try await choose(certificate.authorityReference.bytes, .success)
            try await show(certificate.content, .success)
        }
    }

    func choose(_ name: [UInt8], _ expected: Expectation) async throws {
        let data = BERTLV(0x83, name).serialized()
        try await run.send("MSE:Set DST", CommandAPDU(0x00, 0x22, 0x81, 0xB6, data: data), over: channel, expected)
    }

    func show(_ content: [UInt8], _ expected: Expectation) async throws {
        try await run.send(
            "PSO: Verify Certificate", CommandAPDU(0x00, 0x2A, 0x00, 0xBE, data: content), over: channel, expected)
    }

    /// MSE:Set AT with the terminal's name.
    func setKey(_ name: [UInt8]? = nil, _ expected: Expectation = .success) async throws {
        let data = BERTLV(0x83, name ?? credentials.holder.bytes).serialized()
        try await run.send("MSE:Set AT", CommandAPDU(0x00, 0x22, 0x81, 0xA4, data: data), over: channel, expected)
    }

    func challenge() async throws -> [UInt8] {
        try await run.send(
            "GET CHALLENGE", .getChallenge, over: channel, Expectation(.oneOf([.success]), .count(8...8))
        ).data
    }

    /// The terminal's signature over `ID_PICC ‖ r_PICC ‖ Comp(PK_IFD)`.
    func sign(_ challenge: [UInt8], identifier: [UInt8]? = nil) async throws -> [UInt8] {
        guard let algorithm = path.last?.publicKey.signatureAlgorithm else {
            throw CaseEnd.skipped("the terminal's certificate names no algorithm that the station has")
        }
        return try await credentials.signer.sign(
            (identifier ?? chipIdentifier) + challenge + terminalKey, by: algorithm)
    }

    func authenticate(_ signature: [UInt8], _ expected: Expectation) async throws {
        try await run.send("EXTERNAL AUTHENTICATE", .externalAuthenticate(signature), over: channel, expected)
    }

    /// Whether a group is open now.
    func expect(_ file: ElementaryFile, open isOpen: Bool) async throws {
        let selected = try await run.send("SELECT \(file)", .select(file), over: session, isOpen ? .success : .answer)
        guard selected.status == .success else { return }
        try await run.send("READ BINARY", .readBinary(0, count: 1), over: session, isOpen ? .data : .refusal)
    }

    /// Whether the locked groups are open now.
    func expectGroups(open isOpen: Bool) async throws {
        for number in run.chip.lockedGroups {
            try await expect(.dataGroup(number), open: isOpen)
        }
    }
}
