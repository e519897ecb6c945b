import LDS
import SmartCard
import Testing

@Suite("Elementary files")
struct ElementaryFileTests {
    /// Doc 9303-10 table 38.
    @Test(
        "identifiers, short identifiers and tags",
        arguments: [
            (.com, 0x011E, 0x1E, 0x60), (.dg1, 0x0101, 0x01, 0x61), (.dg2, 0x0102, 0x02, 0x75),
            (.dg3, 0x0103, 0x03, 0x63), (.dataGroup(11), 0x010B, 0x0B, 0x6B), (.dg13, 0x010D, 0x0D, 0x6D),
            (.dg14, 0x010E, 0x0E, 0x6E), (.dg15, 0x010F, 0x0F, 0x6F), (.dataGroup(16), 0x0110, 0x10, 0x70),
            (.sod, 0x011D, 0x1D, 0x77), (.cardAccess, 0x011C, 0x1C, nil),
        ] as [(ElementaryFile, UInt16, UInt8, UInt32?)])
    func published(file: ElementaryFile, identifier: UInt16, short: UInt8, tag: UInt32?) {
        #expect(file.identifier == identifier)
        #expect(file.shortIdentifier == short)
        #expect(file.tag?.rawValue == tag)
        #expect(ElementaryFile(shortName: file.shortName) == file)
    }

    @Test("every data group is found by its tag")
    func tags() {
        for number in 1...16 {
            let file = ElementaryFile.dataGroup(number)
            #expect(file.tag.flatMap { ElementaryFile(tag: $0) } == file)
        }
        #expect(ElementaryFile(tag: 0x77) == nil)
    }

    @Test("names that are no file", arguments: ["", "DG0", "DG17", "DG-1", "DG01", "../DG1", "dg1", "EF.DG1"])
    func foreign(name: String) {
        #expect(ElementaryFile(shortName: name) == nil)
    }
}
