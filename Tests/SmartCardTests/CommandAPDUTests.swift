import SmartCard
import Testing

@Suite("Command APDUs")
struct CommandAPDUTests {
    static let encodings: [(CommandAPDU, String)] = [
        (CommandAPDU(0x00, 0x84, 0x00, 0x00), "00840000"),
        (CommandAPDU(0x00, 0x84, 0x00, 0x00, expectedLength: 8), "0084000008"),
        (CommandAPDU(0x00, 0xB0, 0x00, 0x00, expectedLength: 256), "00B0000000"),
        (CommandAPDU(0x00, 0xA4, 0x02, 0x0C, data: [0x01, 0x1E]), "00A4020C02011E"),
        (CommandAPDU(0x00, 0x88, 0x00, 0x00, data: [1, 2], expectedLength: 256), "0088000002010200"),
        (CommandAPDU(0x00, 0xB0, 0x00, 0x00, expectedLength: 257), "00B00000000101"),
        (CommandAPDU(0x00, 0xB0, 0x00, 0x00, expectedLength: 65_536), "00B00000000000"),
        (
            CommandAPDU(0x00, 0x88, 0x00, 0x00, data: [1, 2], expectedLength: 65_536, forcesExtendedLength: true),
            "0088000000000201020000"
        ),
    ]

    @Test("each case has its encoding, both ways", arguments: encodings)
    func encoding(command: CommandAPDU, hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(try command.serialized() == bytes)
        let parsed = try CommandAPDU(parsing: bytes)
        #expect(parsed.data == command.data)
        #expect(parsed.expectedLength == command.expectedLength)
        #expect(try parsed.serialized() == bytes)
    }

    @Test("255 data bytes stay short, 256 become extended")
    func border() throws {
        let short = CommandAPDU(0, 0xD6, 0, 0, data: [UInt8](repeating: 7, count: 255))
        let extended = CommandAPDU(0, 0xD6, 0, 0, data: [UInt8](repeating: 7, count: 256))
        #expect(try short.serialized()[4] == 0xFF)
        #expect(try Array(extended.serialized()[4..<7]) == [0x00, 0x01, 0x00])
    }

    @Test("a command too long for any encoding is refused")
    func tooLong() {
        let command = CommandAPDU(0, 0xD6, 0, 0, data: [UInt8](repeating: 7, count: 65_536))
        #expect(throws: SmartCardError.self) { try command.serialized() }
    }

    @Test(
        "lengths that do not add up are refused",
        arguments: ["", "00", "008400", "00A4020C0201", "00A4020C02011E0000", "00D600000000", "00D60000000002AA"])
    func malformed(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: SmartCardError.self) { try CommandAPDU(parsing: bytes) }
    }
}
