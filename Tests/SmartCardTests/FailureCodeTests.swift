import SmartCard
import Testing

/// Failures that a person is told by their code, each brought about by what really gives it.
@Suite("The exchange's failures, by their codes")
struct FailureCodeTests {
    typealias Case = (code: String, body: @Sendable () async throws -> Void)

    static let cases: [Case] = [
        ("malformed-tlv", { _ = try BERTLV(parsing: [0x30, 0x05, 0x00]) }),
        ("malformed-tlv", { _ = try BERTLV(parsing: [0x30, 0x80, 0x00, 0x00]) }),
        ("malformed-apdu", { _ = try ResponseAPDU(parsing: [0x90]) }),
        (
            "apdu-too-long",
            { _ = try CommandAPDU(0, 0xD6, 0, 0, data: [UInt8](repeating: 0, count: 65_536)).serialized() }
        ),
        ("too-many-exchanges", { _ = try await ResponseChaining(Endless()).transmit(CommandAPDU(0, 0xB0, 0, 0)) }),
        ("too-many-exchanges", { _ = try await ReplayChannel([]).transmit(CommandAPDU(0, 0xB0, 0, 0)) }),
    ]

    @Test("each comes from what gives it", arguments: cases.indices)
    func code(number: Int) async {
        let (code, body) = Self.cases[number]
        let error = await #expect(throws: SmartCardError.self) { try await body() }
        #expect(error?.code.rawValue == code)
    }

    /// A card that always has one more byte to give.
    private struct Endless: CardChannel {
        let limits = ChannelLimits.short

        func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
            ResponseAPDU(data: [0], status: StatusWord(rawValue: 0x6110))
        }
    }
}
