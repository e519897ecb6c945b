import LDS
import SmartCard
import TestData
import Testing

@Suite("MRZ, reading")
struct MRZParsingTests {
    /// One published zone with what it says.
    struct Specimen: Sendable, CustomTestStringConvertible {
        let name: String
        let zone: String
        let number: String
        let optional: String
        let key: String
        var format = MRZ.Format.td1
        var state = "UTO"
        var names = ("ERIKSSON", "ANNA MARIA")
        var testDescription: String { name }
    }

    /// The specimens of Doc 9303-4, -5, -6 and the examples of Doc 9303-11 appendix D.2, and a made-up Vietnamese one.
    static let specimens = [
        Specimen(
            name: "Doc 9303-5",
            zone: """
                I<UTOD231458907<<<<<<<<<<<<<<<
                7408122F1204159UTO<<<<<<<<<<<6
                ERIKSSON<<ANNA<MARIA<<<<<<<<<<
                """, number: "D23145890", optional: "", key: "D23145890774081221204159"),
        Specimen(
            name: "Doc 9303-6",
            zone: """
                I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<
                D231458907UTO7408122F1204159<<<<<<<6
                """, number: "D23145890", optional: "", key: "D23145890774081221204159", format: .td2),
        Specimen(
            name: "Doc 9303-4",
            zone: """
                P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
                L898902C36UTO7408122F1204159ZE184226B<<<<<10
                """, number: "L898902C3", optional: "ZE184226B", key: "L898902C3674081221204159", format: .td3),
        Specimen(
            name: "TD1 with a number of 12 characters",
            zone: """
                I<UTOD23145890<7349<<<<<<<<<<<
                3407127M9507122UTO<<<<<<<<<<<2
                STEVENSON<<PETER<JOHN<<<<<<<<<
                """, number: "D23145890734", optional: "", key: "D23145890734934071279507122",
            names: ("STEVENSON", "PETER JOHN")),
        Specimen(
            name: "TD2 with a number of 12 characters",
            zone: """
                I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<
                D23145890<UTO3407127M95071227349<<<8
                """, number: "D23145890734", optional: "", key: "D23145890734934071279507122", format: .td2,
            names: ("STEVENSON", "PETER JOHN")),
        Specimen(
            name: "Vietnamese card", zone: Samples.zone, number: "058000022", optional: "034058000022<<4",
            key: "058000022158102629912315", state: "VNM", names: ("NGUYEN", "VAN TY")),
    ]

    @Test("specimens", arguments: specimens)
    func specimen(_ specimen: Specimen) throws {
        let mrz = try MRZ(parsing: specimen.zone)
        #expect(mrz.format == specimen.format)
        #expect(mrz.issuingState == specimen.state)
        #expect(mrz.nationality == specimen.state)
        #expect(mrz.documentNumber == specimen.number)
        #expect(mrz.optionalData == specimen.optional)
        #expect(mrz.accessKeyInformation == specimen.key)
        #expect(mrz.primaryIdentifier == specimen.names.0)
        #expect(mrz.secondaryIdentifier == specimen.names.1)
        #expect(mrz.wrongCheckDigits == [])
        #expect(!mrz.nameMayBeCut)
        #expect(mrz.lines.joined(separator: "\n") == specimen.zone || specimen.zone == mrz.text)
        #expect(try MRZ(parsingDataGroup1: mrz.dataGroup1()) == mrz)
    }

    @Test(
        "a wrong character under a check digit is told by name",
        arguments: [
            (5, ["composite", "document number"]), (30, ["composite", "date of birth"]),
            (38, ["composite", "date of expiry"]),
            (16, ["composite"]), (37, [String]()), (89, [String]()),
        ])
    func wrongDigit(place: Int, names: [String]) throws {
        var octets = Array(Samples.zone.utf8)
        octets[place] = octets[place] == 0x37 ? 0x38 : 0x37
        let mrz = try MRZ(parsing: String(decoding: octets, as: UTF8.self))
        #expect(mrz.wrongCheckDigits == names)
    }

    @Test(
        "what is no zone is refused",
        arguments: [
            "", "I<UTO", String(repeating: "<", count: 89), String(repeating: "<", count: 91),
            String(repeating: "a", count: 90), String(repeating: "Đ", count: 45), String(repeating: "\u{0}", count: 72),
            String(repeating: "I", count: 89) + "\u{301}", String(repeating: "<", count: 100_000),
        ])
    func refused(text: String) {
        #expect(throws: LDSError.self) { try MRZ(parsing: text) }
    }

    @Test(
        "fillers alone, and a long number that goes nowhere, are read without a trap",
        arguments: [
            String(repeating: "<", count: 90), String(repeating: "<", count: 72), String(repeating: "<", count: 88),
            "I<UTOD23145890<<<<7349<<<<<<<<" + String(repeating: "<", count: 60),
            "I<UTOD23145890<9<<<<<<<<<<<<<<" + String(repeating: "<", count: 60),
            "I<UTO<<<<<<<<<<7349<<<<<<<<<<<" + String(repeating: "<", count: 60),
        ])
    func fillers(text: String) throws {
        let mrz = try MRZ(parsing: text)
        #expect(mrz.text == text)
        #expect(["", "D23145890"].contains(mrz.documentNumber))
        #expect(mrz.primaryIdentifier == "")
    }

    @Test("optional data reaches the end of its field")
    func optionalData() throws {
        let names = "I<UTO" + String(repeating: "<", count: 31)
        #expect(try MRZ(parsing: names + "D231458907UTO7408122F1204159ABCDEFG6").optionalData == "ABCDEFG")
        let lines = "I<UTOD231458907ABCDEFGHIJKLMNO7408122F1204159UTOPQRSTUVWXYZ6"
        let zone = try MRZ(parsing: lines + String(repeating: "<", count: 30))
        #expect(zone.optionalData == "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    }

    @Test("EF.DG1 holds one zone and nothing else")
    func dataGroup1() throws {
        let zone = BERTLV(0x5F1F, Array(Samples.zone.utf8))
        #expect(throws: Never.self) { try MRZ(parsingDataGroup1: BERTLV(0x61, [zone]).serialized()) }
        let octets = [UInt8](repeating: 0xC3, count: 90)
        for parts in [[], [zone, zone], [BERTLV(0x5F2E, zone.value)], [BERTLV(0x5F1F, octets)]] {
            #expect(throws: LDSError.self) { try MRZ(parsingDataGroup1: BERTLV(0x61, parts).serialized()) }
        }
    }

    @Test("the specimen of the BSI", .needs("bsi2008/Datagroup1.bin"))
    func bsi() throws {
        let bytes = try TestData.bytes("bsi2008/Datagroup1.bin")
        let mrz = try MRZ(parsingDataGroup1: bytes)
        #expect(mrz.format == .td3)
        #expect(mrz.issuingState == "D")
        #expect(mrz.documentNumber == "C11T002JM")
        #expect(mrz.primaryIdentifier == "MUSTERMANN")
        #expect(mrz.accessKeyInformation == "C11T002JM496081221310317")
        #expect(mrz.wrongCheckDigits == [])
        #expect(mrz.dataGroup1() == bytes)
    }
}
