import LDS
import SmartCard
import TestData
import Testing

@Suite("EF.COM")
struct COMTests {
    @Test("the Vietnamese card's order is kept")
    func order() throws {
        let bytes = try #require(Hex.bytes("6018 5F01 04 30313037 5F36 06 303430303030 5C 06 6175636D6F6E"))
        let com = try COM(parsing: bytes)
        #expect(com.ldsVersion == "0107")
        #expect(com.unicodeVersion == "040000")
        #expect(com.dataGroups == [1, 2, 3, 13, 15, 14].map { .dataGroup($0) })
        #expect(com.serialized() == bytes)
    }

    @Test("tags that name no data group are kept in the list and name none")
    func unknownTags() throws {
        let bytes = try #require(Hex.bytes("6016 5F01 04 30313037 5F36 06 303430303030 5C 04 61007FFF"))
        let com = try COM(parsing: bytes)
        #expect(com.dataGroups == [.dg1])
        #expect(com.serialized() == bytes)
    }

    @Test("what else there is comes after the tag list")
    func others() throws {
        let bytes = try #require(Hex.bytes("6016 5301 07 5F01 04 30313037 5F36 06 303430303030 5C 01 61"))
        let com = try COM(parsing: bytes)
        #expect(com.others == [BERTLV(0x53, [7])])
        #expect(
            com.serialized() == Hex.bytes("6016 5F01 04 30313037 5F36 06 303430303030 5C 01 61 5301 07"))
    }

    /// Doc 9303-10 appendix A.1: LDS 15.99, Unicode 4.0.0, groups 1, 2, 4 and 12.
    @Test("the worked example")
    func workedExample() throws {
        let bytes = try #require(Hex.bytes("6016 5F0104 31353939 5F3606 303430303030 5C04 6175766C"))
        let com = try COM(parsing: bytes)
        #expect(com.dataGroups == [.dg1, .dg2, .dg4, .dg12])
        #expect(com.serialized() == bytes)
    }

    @Test(
        "a missing part or an endless tag list is refused",
        arguments: [
            "6000", "6007 5F01 04 30313037", "6010 5F01 04 30313037 5F36 06 303430303030",
        ])
    func refused(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: LDSError.self) { try COM(parsing: bytes) }
        let endless = COM(dataGroups: [ElementaryFile](repeating: .dg1, count: 65))
        #expect(throws: LDSError.self) { try COM(parsing: endless.serialized()) }
    }

    @Test("the specimen of the BSI", .needs("bsi2008/EF_COM.bin"))
    func bsi() throws {
        let bytes = try TestData.bytes("bsi2008/EF_COM.bin")
        let com = try COM(parsing: bytes)
        #expect(com.dataGroups == [1, 2, 3, 14].map { .dataGroup($0) })
        #expect(com.serialized() == bytes)
    }
}
