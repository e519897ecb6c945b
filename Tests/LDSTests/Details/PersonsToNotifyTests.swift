import LDS
import SmartCard
import Testing

@Suite("EF.DG16, EF.DG5 and EF.DG7")
struct PersonsToNotifyTests {
    /// Doc 9303-10 appendix A.6: 162 octets inside, counted there and here.
    @Test("the worked example")
    func workedExample() throws {
        let file = Samples.personsToNotify.serialized()
        #expect(Array(file.prefix(8)) == [0x70, 0x81, 0xA2, 0x02, 0x01, 0x02, 0xA1, 0x4C])
        #expect(Array(file[84..<88]) == [0xA2, 0x4F, 0x5F, 0x50])
        let persons = try PersonsToNotify(parsing: file).persons
        #expect(persons.map { $0.name?.primary } == ["SMITH", "BROWN"])
        #expect(persons.map { $0.recorded?.text } == ["2002-01-01", "2002-03-15"])
        #expect(persons.map(\.telephone) == ["19525551212", "14155551212"])
        #expect(persons.last?.address == ["49 REDWOOD LN", "OCEAN BREEZE", "CA", "94000"])
    }

    @Test(
        "counts and tags that do not go with the templates are refused",
        arguments: [
            "7000", "7003020101", "7005020102A100", "7005020101A200", "7005020101B100", "70060202 0001A100",
            "7003040100",
        ])
    func refused(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: LDSError.self) { try PersonsToNotify(parsing: bytes) }
    }

    @Test("nobody, and the most that there are tags for")
    func counts() throws {
        let empty = PersonsToNotify.Person(elements: [])
        for count in [0, 1, 15] {
            let value = PersonsToNotify(Array(repeating: empty, count: count))
            #expect(try PersonsToNotify(parsing: value.serialized()) == value)
        }
        let many = PersonsToNotify(Array(repeating: empty, count: 16))
        #expect(try PersonsToNotify(parsing: many.serialized()).persons.count == 15)
    }

    @Test("displayed images: one to nine", arguments: DisplayedImages.Kind.allCases)
    func images(kind: DisplayedImages.Kind) throws {
        for count in 0...10 {
            let value = DisplayedImages(kind, (0..<count).map { [UInt8($0)] })
            if (1...9).contains(count) {
                #expect(try DisplayedImages(kind, parsing: value.serialized()) == value)
            } else {
                #expect(throws: LDSError.self) { try DisplayedImages(kind, parsing: value.serialized()) }
            }
        }
    }

    @Test("a signature is no portrait, and the count must be right")
    func mixed() throws {
        let signature = DisplayedImages(.signature, [[1]]).serialized()
        #expect(throws: LDSError.self) { try DisplayedImages(.portrait, parsing: signature) }
        for objects in [
            [BERTLV(0x5F43, [1])], [BERTLV(0x02, [2]), BERTLV(0x5F43, [1])], [BERTLV(0x02, [1]), BERTLV(0x5F40, [1])],
        ] as [[BERTLV]] {
            #expect(throws: LDSError.self) {
                try DisplayedImages(.signature, parsing: BERTLV(0x67, objects).serialized())
            }
        }
    }

    /// Doc 9303-10 appendix A.4: 2,000 octets of image; its own length field there is 8 too small.
    @Test("the worked example of EF.DG5")
    func portrait() throws {
        let file = DisplayedImages(.portrait, [[UInt8](repeating: 7, count: 2000)]).serialized()
        #expect(Array(file.prefix(12)) == [0x65, 0x82, 0x07, 0xD8, 0x02, 0x01, 0x01, 0x5F, 0x40, 0x82, 0x07, 0xD0])
    }
}
