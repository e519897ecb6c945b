import Foundation
import LDS
import SmartCard
import TestData
import Testing

@Suite("EF.DG13")
struct NationalDataTests {
    @Test("fields by number; empty and absent ones have no text; unknown ones are kept")
    func fields() throws {
        let data = try NationalData(parsing: Samples.nationalData.serialized())
        #expect(data == Samples.nationalData)
        #expect(data.version == 1)
        #expect(data.textEncoding.description == "1.0.10646.1.0.8")
        #expect(data.text(.personalNumber) == "034058000022")
        #expect(data.text(.spouse) == nil)
        #expect(data.text(.religion) == nil)
        #expect(data.texts(.parents) == ["Nguyễn Văn Cha", "Trần Thị Mẹ"])
        #expect(data.text(NationalData.FieldNumber(rawValue: 200)) == "?")
        #expect(try #require(data.text(.placeOfResidence)).utf8.count > 255)
    }

    @Test("parents: nested, half nested or flat")
    func parents() throws {
        let texts = ["Cha", "Mẹ"].map { BERTLV(0x0C, Array($0.utf8)) }
        for values in [[BERTLV(0x30, texts.map { BERTLV(0x30, [$0]) })], texts.map { BERTLV(0x30, [$0]) }, texts] {
            let file = NationalData(fields: [.init(.parents, values)]).serialized()
            let data = try NationalData(parsing: file)
            #expect(data.texts(.parents) == ["Cha", "Mẹ"])
            #expect(data.serialized() == file)
        }
    }

    @Test("the SET's own order is kept, sorted or not")
    func order() throws {
        let fields = Samples.nationalData.fields
        for order in [fields, fields.reversed()] {
            let file = NationalData(fields: order).serialized()
            #expect(try NationalData(parsing: file).serialized() == file)
        }
    }

    @Test("composed and decomposed text compare equal, and keep their bytes")
    func normalisation() throws {
        let composed = "Nguyễn Văn Tỵ".precomposedStringWithCanonicalMapping
        let decomposed = composed.decomposedStringWithCanonicalMapping
        try #require(Array(composed.utf8) != Array(decomposed.utf8))
        let files = [composed, decomposed].map { NationalData(fields: [.utf8(.fullName, $0)]).serialized() }
        let names = try files.map { try NationalData(parsing: $0).text(.fullName) }
        #expect(names[0] == names[1])
        #expect(try files.map { try NationalData(parsing: $0).serialized() } == files)
    }

    @Test(
        "texts of every form of length come back", arguments: [0, 1, 120, 127, 128, 200, 255, 256, 300, 65_535, 65_536])
    func lengths(count: Int) throws {
        let fields: [NationalData.Field] = [
            .utf8(.fullName, String(repeating: "a", count: count)), .empty(.spouse), .printable(.chipID, "0"),
        ]
        let file = NationalData(fields: fields).serialized()
        let data = try NationalData(parsing: file)
        #expect(data.text(.fullName)?.utf8.count == (count == 0 ? nil : count))
        #expect(data.fields == fields)
        #expect(data.serialized() == file)
    }

    @Test("empty in the ways of real cards: nothing, an empty text, an empty SEQUENCE; and absent")
    func emptiness() throws {
        let bytes = try #require(
            Hex.bytes(
                "6D 28 30 26 020101 060628D316010008 3119 3003 02010E 3005 020107 0C00 3005 02010D 3000 3004 02020080"))
        let data = try NationalData(parsing: bytes)
        for field in [.spouse, .religion, .parents, .fullName] as [NationalData.FieldNumber] {
            #expect(data.text(field) == nil)
        }
        #expect(data.fields.map(\.number.rawValue) == [14, 7, 13, 128])
        #expect(data.serialized() == bytes)
    }

    @Test("every field of the layout has a name")
    func names() {
        #expect((1...16).allSatisfy { NationalData.FieldNumber(rawValue: $0).name != nil })
        #expect(NationalData.FieldNumber(rawValue: 17).name == nil)
    }

    /// BER allows lengths that are not the shortest; the text must survive them.
    @Test("lengths that are longer than they need be are read")
    func longLengths() throws {
        let data = try NationalData(parsing: Self.lengthened)
        #expect(data.text(.fullName) == "Ty")
    }

    private static let lengthened: [UInt8] = {
        let text: [UInt8] = [0x0C, 0x82, 0x00, 0x02, 0x54, 0x79]
        let field: [UInt8] = [0x30, 0x81, 0x09, 0x02, 0x01, 0x02] + text
        let set: [UInt8] = [0x31, 0x83, 0x00, 0x00, UInt8(field.count)] + field
        let head: [UInt8] = [0x02, 0x01, 0x01, 0x06, 0x06, 0x28, 0xD3, 0x16, 0x01, 0x00, 0x08]
        let content: [UInt8] = [0x30, 0x81, UInt8(head.count + set.count)] + head + set
        return [0x6D, 0x81, UInt8(content.count)] + content
    }()

    @Test(
        "a field without a number, or with one that is none, is refused",
        arguments: [
            "3000", "30020200", "3003020180", "30060204FFFFFFFF", "3007020500FFFFFFFF", "30030C0131", "0C0131",
            "300202",
        ])
    func badField(hex: String) throws {
        let set = BERTLV(0x31, try #require(Hex.bytes(hex)))
        let file = BERTLV(0x6D, [BERTLV(0x30, [BERTLV(0x02, [1]), NationalData.utf8.object, set])]).serialized()
        #expect(throws: LDSError.self) { try NationalData(parsing: file) }
    }

    @Test("an endless list of fields is refused")
    func manyFields() throws {
        let field = NationalData.Field.empty(.spouse)
        let most = NationalData(fields: Array(repeating: field, count: 64))
        #expect(try NationalData(parsing: most.serialized()) == most)
        let tooMany = NationalData(fields: Array(repeating: field, count: 65)).serialized()
        #expect(throws: LDSError.self) { try NationalData(parsing: tooMany) }
    }

    @Test("text nested without end is left alone, in no time")
    func depth() throws {
        var object = BERTLV(0x0C, [0x41])
        for _ in 0..<3000 { object = BERTLV(0x30, [object]) }
        let file = NationalData(fields: [.init(.parents, [object])]).serialized()
        let data = try NationalData(parsing: file)
        #expect(data.texts(.parents) == [])
        #expect(data.serialized() == file)
    }

    @Test("bytes that are no UTF-8 give a text and no trap, and stay as they were")
    func brokenText() throws {
        let file = NationalData(fields: [.init(.fullName, [BERTLV(0x0C, [0xC3, 0x28, 0xFF, 0x41])])]).serialized()
        let data = try NationalData(parsing: file)
        #expect(try #require(data.text(.fullName)).hasSuffix("A"))
        #expect(data.serialized() == file)
    }

    @Test("the made-up file in the real card's layout", .needs("vietnam/dg13-synthetic.hex"))
    func synthetic() throws {
        let bytes = try TestData.hex("vietnam/dg13-synthetic.hex")
        let data = try NationalData(parsing: bytes)
        #expect(data.serialized() == bytes)
        #expect(data.fields.map(\.number.rawValue) == Array(1...16))
        #expect(data.text(.personalNumber)?.utf8.count == 12)
        #expect(data.text(.sex) == "Nữ")
        #expect(data.texts(.parents).count == 2)
        #expect(data.text(.spouse) == nil)
        for count in 0..<bytes.count {
            #expect(throws: LDSError.self) { try NationalData(parsing: Array(bytes.prefix(count))) }
        }
    }
}
