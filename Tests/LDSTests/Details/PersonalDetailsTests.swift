import LDS
import SmartCard
import Testing

@Suite("EF.DG11")
struct PersonalDetailsTests {
    @Test("every element by its name")
    func elements() throws {
        let details = try PersonalDetails(parsing: Samples.personalDetails.serialized())
        #expect(details == Samples.personalDetails)
        #expect(details.fullName == HolderName(primary: "NGUYỄN", secondary: "VĂN TỴ"))
        #expect(details.otherNames.map(\.primary) == ["NGUYEN", "TY"])
        #expect(details.otherNames.map(\.secondary) == ["VAN TI", ""])
        #expect(details.personalNumber == "034058000022")
        #expect(details.dateOfBirth?.calendarDate == CalendarDate(1958, 10, 26))
        #expect(details.placeOfBirth == ["Tân Mẫu", "VNM"])
        #expect(details.address == ["1 Phố Mẫu", "Tân Mẫu", "VNM"])
        #expect(details.telephone == "84912345678")
        #expect(details.profession == "TRAVEL<AGENT")
        #expect(details.title == "Ông")
        #expect(details.summary == "")
        #expect(details.proofOfCitizenship == Samples.jpeg)
        #expect(details.otherDocuments == ["B1234567", "C7654321"])
        #expect(details.custody == "none")
        #expect(details.missingTags == [])
        #expect(details.octets(0xDF01) == [1, 2, 3])
    }

    /// Doc 9303-10 appendix A.5. Its own lengths do not add up (99 octets are said, the telephone's 0E stands before 11
    /// characters, and so on), so the text is taken and the lengths are counted.
    @Test("the worked example")
    func workedExample() throws {
        let texts: [(BERTag, String)] = [
            (0x5F0E, "SMITH<<JOHN<J"), (0x5F11, "ANYTOWN<MN"), (0x5F42, "123 MAPLE RD<ANYTOWN<MN"),
            (0x5F12, "16125551212"), (0x5F13, "TRAVEL<AGENT"),
        ]
        let list = BERTLV(0x5C, [0x5F, 0x0E, 0x5F, 0x11, 0x5F, 0x42, 0x5F, 0x12, 0x5F, 0x13])
        let file = BERTLV(0x6B, [list] + texts.map { BERTLV($0, Array($1.utf8)) }).serialized()
        let details = try PersonalDetails(parsing: file)
        #expect(details.fullName == HolderName(primary: "SMITH", secondary: "JOHN J"))
        #expect(details.address == ["123 MAPLE RD", "ANYTOWN", "MN"])
        #expect(details.tagList == texts.map(\.0))
        #expect(details.serialized() == file)
        #expect(PersonalDetails(elements: details.elements).serialized() == file)
    }

    @Test("a missing tag list, an empty file and a list that promises too much are read")
    func tagLists() throws {
        #expect(try PersonalDetails(parsing: [0x6B, 0x00]).fullName == nil)
        let noList = try PersonalDetails(parsing: BERTLV(0x6B, [BERTLV(0x5F10, [0x31])]).serialized())
        #expect(noList.tagList == nil)
        #expect(noList.personalNumber == "1")
        let promise = try PersonalDetails(
            parsing: BERTLV(0x6B, [BERTLV(0x5C, [0x5F, 0x10, 0x5F, 0x0F, 0x5F, 0x2B])]).serialized())
        #expect(promise.missingTags == [0x5F10, 0x5F0F, 0x5F2B])
    }

    @Test("names beside their group are found as well")
    func flatNames() throws {
        let names = ["A<<B", "C"].map { BERTLV(0x5F0F, Array($0.utf8)) }
        let file = BERTLV(0x6B, names).serialized()
        #expect(try PersonalDetails(parsing: file).otherNames.count == 2)
        // A group that is no run of data objects tells nothing, and stays as it was.
        let broken = BERTLV(0x6B, [BERTLV(0xA0, [0x5F, 0x0F, 0x7F])]).serialized()
        #expect(try PersonalDetails(parsing: broken).otherNames == [])
        #expect(try PersonalDetails(parsing: broken).serialized() == broken)
    }

    @Test(
        "tag lists that are cut, too long, late or doubled are refused",
        arguments: ["6B035C015F", "6B065C045F808001", "6B07 5F100131 5C0100", "6B06 5C0153 5C0153"])
    func badLists(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: LDSError.self) { try PersonalDetails(parsing: bytes) }
    }

    @Test("an endless file is refused")
    func endless() {
        let file = BERTLV(0x6B, Array(repeating: BERTLV(0x53, [UInt8]()), count: 129)).serialized()
        #expect(throws: LDSError.self) { try PersonalDetails(parsing: file) }
    }
}
