import SmartCard
import Testing

@Suite("BER-TLV")
struct BERTLVTests {
    @Test(
        "objects round-trip with the shortest length",
        arguments: [("5F1F03414243", 0x5F1F, 3), ("7F490100", 0x7F49, 1), ("0400", 0x04, 0)])
    func roundTrip(hex: String, tag: UInt32, count: Int) throws {
        let bytes = try #require(Hex.bytes(hex))
        let object = try BERTLV(parsing: bytes)
        #expect(object.tag.rawValue == tag)
        #expect(object.value.count == count)
        #expect(object.serialized() == bytes)
    }

    @Test("long lengths", arguments: [(127, 1), (128, 2), (255, 2), (256, 3), (65_535, 3), (65_536, 4)])
    func lengths(count: Int, octets: Int) throws {
        #expect(BERTLV.lengthOctets(count).count == octets)
        let object = BERTLV(0x53, [UInt8](repeating: 0, count: count))
        #expect(try BERTLV(parsing: object.serialized()) == object)
    }

    @Test(
        "hostile encodings are refused",
        arguments: ["", "61", "6180", "6185FFFFFFFFFF", "6184FFFFFFFF00", "7FFFFF7F0100", "610200", "61010000", "7F"])
    func hostile(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: SmartCardError.self) { try BERTLV(parsing: bytes) }
    }

    @Test("every prefix of a nested object is refused, none traps")
    func prefixes() throws {
        let whole = BERTLV(0x7C, [BERTLV(0x81, [1, 2, 3]), BERTLV(0x7F49, [9])]).serialized()
        for count in 0..<whole.count {
            #expect(throws: SmartCardError.self) { try BERTLV(parsing: Array(whole.prefix(count))) }
        }
        #expect(try BERTLV(parsing: whole).child(0x81)?.value == [1, 2, 3])
    }
}
