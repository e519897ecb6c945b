import CardCrypto
import EMRTD
import SmartCard
import Testing

/// Failures that a person is told by their code, each brought about by a card that does so.
@Suite("The chip's failures, by their codes")
struct FailureCodeTests {
    typealias Case = (code: String, body: @Sendable () async throws -> Void)

    static let cases: [Case] = [
        ("not-an-emrtd", { try await read(from: Stubborn { _ in answer(0x6A82) }) }),
        // Without a challenge there is no BAC.
        (
            "access-refused",
            { try await read(from: Stubborn { $0.instruction == 0xA4 ? answer(0x9000) : answer(0x6D00) }) }
        ),
        // The answer to EXTERNAL AUTHENTICATE is as long as a right one, and nothing of it is.
        ("protocol-violation", { try await authenticate(Stubborn { answer(0x9000, UInt8($0.expectedLength ?? 0)) }) }),
        ("password-malformed", { _ = try Password.can("12345") }),
        ("unprotected-answer", { try unprotect(answer(0x6A82)) }),
        ("secure-messaging-failed", { try unprotect(answer(0x9000, 16)) }),
    ]

    @Test("each comes from a card or an entry that gives it", arguments: cases.indices)
    func code(number: Int) async {
        let (code, body) = Self.cases[number]
        let error = await #expect(throws: EMRTDError.self) { try await body() }
        #expect(error?.code.rawValue == code, "\(String(describing: error))")
    }

    @Test("a repeated reading that goes another way than the recorded one")
    func traceDiverged() {
        let error = #expect(throws: SmartCardError.self) {
            try Randomness.replaying(Trace(isFull: true, events: [.random([1, 2, 3])])).bytes(8)
        }
        #expect(error?.code.rawValue == "trace-diverged" && error?.fault == .station)
    }

    private static func answer(_ status: UInt16, _ count: UInt8 = 0) -> ResponseAPDU {
        ResponseAPDU(data: [UInt8](repeating: 0x5A, count: Int(count)), status: StatusWord(rawValue: status))
    }

    private static func read(from card: Stubborn) async throws {
        _ = try await DocumentReader(card, passwords: [.mrz(information: "L898902C<369080619406236")]).read()
    }

    private static func authenticate(_ card: Stubborn) async throws {
        let seed = try #require(try Password.mrz(information: "L898902C<369080619406236").bacSeed())
        _ = try await BasicAccessControl(seed: seed).perform(over: card)
    }

    private static func unprotect(_ response: ResponseAPDU) throws {
        let key = SecretBytes([UInt8](repeating: 1, count: 16))
        var session = SecureMessagingSession(cipher: .aes128, encryptionKey: key, authenticationKey: key)
        _ = try session.unprotect(response)
    }

    /// A card with one answer to each command.
    private struct Stubborn: CardChannel {
        let limits = ChannelLimits.short
        let answer: @Sendable (CommandAPDU) -> ResponseAPDU

        init(_ answer: @escaping @Sendable (CommandAPDU) -> ResponseAPDU) { self.answer = answer }

        func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU { answer(command) }
    }
}
