import EMRTD
import LDS
import SmartCard

extension CaseRun {
    /// The first byte of a file, as the chip knows its files: by short identifier, or selected.
    func readFirst(
        _ file: ElementaryFile, count: Int = 1, over session: TestSession, _ expected: Expectation
    ) async throws {
        if chip.knowsShortIdentifiers {
            try await send("READ BINARY \(file)", .readBinary(file, count: count), over: session, expected)
        } else {
            try await send("SELECT \(file)", .select(file), over: session, .success)
            try await send("READ BINARY", .readBinary(0, count: count), over: session, expected)
        }
    }

    /// A session must be over: no protected command is carried out any more. SELECT of the application would be, in any
    /// session that lives.
    ///
    /// - Parameter ahead: how far the card may have counted on.
    func expectDeath(of session: TestSession, ahead: Int = 0) async throws {
        await session.count(ahead)
        let command = try await session.protect(.selectApplication)
        try await send("SELECT under the old keys", command, .refusal)
    }

    /// Sends a command that the card must not carry out, and then asks whether the session is over, at each value of the
    /// counter that a card which lived on could be at: it may have counted the command, or command and answer, or neither.
    func expectRefusalAndDeath(
        _ what: String, over access: AccessProtocol,
        _ make: @Sendable (TestSession) async throws -> CommandAPDU
    ) async throws {
        for counted in [1, 2, 0] {
            let opened = try await open(access)
            let before = await opened.session.session
            let command = try await make(opened.session)
            try await send(what, command, .refusal)
            try await expectDeath(of: TestSession(opened.session.base, before), ahead: counted)
        }
    }
}
