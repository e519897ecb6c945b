import LDS
import SmartCard
import Testing

@Suite("EF.ATR/INFO and EF.DIR")
struct CardFilesTests {
    @Test("lengths and capabilities")
    func cardInfo() throws {
        let info = try CardInfo(parsing: Samples.cardInfo.serialized())
        #expect(info == Samples.cardInfo)
        #expect(info.extendedLengths == .init(command: 1000, response: 65_535))
        let capabilities = try #require(info.capabilities)
        #expect(capabilities.selectsByFullName && capabilities.hasShortFileIdentifiers && capabilities.hasRecordNumbers)
        #expect(capabilities.hasCommandChaining && capabilities.hasExtendedLength && capabilities.tellsExtendedLengths)
    }

    /// Category indicator, card service data, pre-issuing data as cards have them, and padding.
    @Test(
        "other data objects and padding are kept",
        arguments: [
            "", "4301B8 46040102 0304", "47021000 0000", "7F6608 02020400 02020400 FFFFFF",
            "E0100202 0400 0202 0400 0202 0400 0202 0400",
        ])
    func kept(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(try CardInfo(parsing: bytes).serialized() == bytes)
    }

    @Test(
        "capabilities that are short claim nothing", arguments: [[], [0x00], [0x86, 0x01], [0, 0, 0x1F]] as [[UInt8]])
    func short(octets: [UInt8]) {
        let capabilities = CardCapabilities(octets: octets)
        #expect(!capabilities.hasExtendedLength && !capabilities.hasCommandChaining)
        #expect(!capabilities.tellsExtendedLengths)
    }

    @Test(
        "lengths that are none are refused",
        arguments: [
            "7F6600", "7F6604 02020400", "7F6608 02028000 02020400", "7F660A 0205FFFFFFFFFF 020101",
            "7F6606 040101 020101", "4703", "8000 00 01",
        ])
    func refused(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: LDSError.self) { try CardInfo(parsing: bytes) }
    }

    @Test("the applications of Doc 9303-10 table 31, and others")
    func directory() throws {
        let hex =
            "6109 4F07 A0000002471001 6109 4F07 A0000002472001 6109 4F07 A0000002472003 610F 4F07 A0000001234567 5004 54657374 5303 010203"
        let bytes = try #require(Hex.bytes(hex))
        let directory = try ApplicationDirectory(parsing: bytes)
        #expect(directory.applications.map(\.name) == ["eMRTD", "Travel Records", "Additional Biometrics", nil])
        #expect(directory.applications.map(\.label) == [nil, nil, nil, "Test"])
        #expect(directory.serialized() == bytes)
    }

    @Test(
        "templates without an application, or with an endless identifier, are refused",
        arguments: ["6100", "61025000", "6102 4F00", "6113 4F11 0000000000000000000000000000000000"])
    func badTemplates(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: LDSError.self) { try ApplicationDirectory(parsing: bytes) }
    }

    @Test("an endless run of data objects is refused")
    func endless() {
        let bytes = [[UInt8]](repeating: [0x53, 0x00], count: 257).flatMap { $0 }
        #expect(throws: LDSError.self) { try ApplicationDirectory(parsing: bytes) }
    }
}
