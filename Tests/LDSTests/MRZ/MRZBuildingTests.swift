import LDS
import Testing

@Suite("MRZ, building")
struct MRZBuildingTests {
    private static let content = MRZ.TD1Content(
        documentCode: "ID", issuingState: "VNM", documentNumber: "058000022", optionalData: "034058000022<<4",
        dateOfBirth: "581026", sex: .male, dateOfExpiry: "991231", nationality: "VNM",
        primaryIdentifier: "NGUYEN", secondaryIdentifier: "VAN TY")

    @Test("the Vietnamese example")
    func vietnamese() throws {
        #expect(try MRZ(td1: Self.content).text == Samples.zone)
    }

    @Test("the specimen of Doc 9303-5")
    func specimen() throws {
        let content = MRZ.TD1Content(
            documentCode: "I", issuingState: "UTO", documentNumber: "D23145890", optionalData: "",
            dateOfBirth: "740812", sex: .female, dateOfExpiry: "120415", nationality: "UTO",
            primaryIdentifier: "ERIKSSON", secondaryIdentifier: "ANNA MARIA")
        #expect(
            try MRZ(td1: content).lines == [
                "I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
            ])
    }

    @Test(
        "long names are cut, and the zone says that they may have been",
        arguments: [
            ("VAN THIEN HUONG GIANG PHUONG", true), ("VAN THIEN HUONG GIANG", true), ("VAN THIEN HUONG GIAN", true),
            ("VAN THIEN HUONG GIA", false),
        ])
    func longName(given: String, cut: Bool) throws {
        var content = Self.content
        content.secondaryIdentifier = given
        content.primaryIdentifier = "NGUYENS"
        let mrz = try MRZ(td1: content)
        #expect(mrz.lines.map(\.utf8.count) == [30, 30, 30])
        #expect(mrz.nameMayBeCut == cut)
        #expect(given.hasPrefix(mrz.secondaryIdentifier))
    }

    /// What does not fit must not be cut in silence: another number would be somebody else's.
    @Test("numbers, codes and dates that do not fit are refused")
    func tooLong() {
        let fields: [WritableKeyPath<MRZ.TD1Content, String>] = [
            \.documentNumber, \.optionalData, \.dateOfBirth, \.dateOfExpiry, \.issuingState, \.nationality,
            \.documentCode,
        ]
        for field in fields {
            var content = Self.content
            content[keyPath: field] = "0123456789012345"
            #expect { try MRZ(td1: content) } throws: {
                ($0 as? LDSError)?.code == .notRepresentable
            }
        }
    }

    @Test("characters outside the zone's alphabet are refused", arguments: ["NGUYỄN", "O'NEIL", "A/B"])
    func alphabet(name: String) {
        var content = Self.content
        content.primaryIdentifier = name
        #expect(throws: LDSError.self) { try MRZ(td1: content) }
    }

    @Test("every specimen is built again from what it says", arguments: MRZParsingTests.specimens)
    func specimens(_ specimen: MRZParsingTests.Specimen) throws {
        let mrz = try MRZ(parsing: specimen.zone)
        let content = MRZ.Content(
            format: mrz.format, documentCode: mrz.documentCode, issuingState: mrz.issuingState,
            documentNumber: mrz.documentNumber, optionalData: mrz.optionalData, dateOfBirth: mrz.dateOfBirth,
            sex: mrz.sex, dateOfExpiry: mrz.dateOfExpiry, nationality: mrz.nationality,
            primaryIdentifier: mrz.primaryIdentifier, secondaryIdentifier: mrz.secondaryIdentifier)
        #expect(try MRZ(building: content) == mrz)
    }

    private static func utopian(
        _ format: MRZ.Format, number: String = "D23145890", optional: String = "", names: (String, String)
    ) -> MRZ.Content {
        MRZ.Content(
            format: format, documentCode: format == .td3 ? "PP" : "I", issuingState: "UTO", documentNumber: number,
            optionalData: optional, dateOfBirth: "740812", sex: .female, dateOfExpiry: "120415", nationality: "UTO",
            primaryIdentifier: names.0, secondaryIdentifier: names.1)
    }

    /// Doc 9303-4 §4.2.3.1 to §4.2.3.4: those that a cut at the end of the field gives.
    @Test(
        "names in a passport's zone",
        arguments: [
            ("ERIKSSON", "ANNA MARIA", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", false),
            ("SATRIYA SUDARPA", "", "SATRIYA<SUDARPA<<<<<<<<<<<<<<<<<<<<<<<<", false),
            (
                "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", true
            ),
            ("NILAVADHANANANDA", "ARNPOL PETCH CHARONGUANG", "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU", true),
            ("PAPANDROPOULOUS", "JONATHON WARREN TREVOR", "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR", true),
        ])
    func passportNames(primary: String, secondary: String, field: String, cut: Bool) throws {
        let mrz = try MRZ(building: Self.utopian(.td3, names: (primary, secondary)))
        #expect(mrz.lines.first == "PPUTO" + field)
        #expect(mrz.nameMayBeCut == cut)
        #expect(mrz.wrongCheckDigits == [])
    }

    @Test(
        "a name that is too long ends with a letter and keeps both of its identifiers", arguments: MRZ.Format.allCases,
        [
            ("BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO"),
            ("A", "BBBBBBBBB CCCCCCCCC DDDDDDDDD EEEEEEEEE FFFFFFFFF GGGGGGGGG"),
            (String(repeating: "X", count: 200), "Y"), ("Y", String(repeating: "X", count: 200)),
            (String(repeating: "AB ", count: 30), ""), (String(repeating: "ABC ", count: 30), "DE FG"),
        ])
    func cutNames(format: MRZ.Format, names: (String, String)) throws {
        let mrz = try MRZ(building: Self.utopian(format, names: names))
        #expect(mrz.lines.map(\.utf8.count) == Array(repeating: format.lineLength, count: format.lineCount))
        #expect(mrz.nameMayBeCut)
        let field = try #require(format == .td1 ? mrz.lines.last : mrz.lines.first)
        #expect(field.last?.isLetter == true)
        #expect(!mrz.primaryIdentifier.isEmpty)
        #expect(mrz.secondaryIdentifier.isEmpty == names.1.isEmpty)
        let whole = (names.0 + " " + names.1).split(separator: " ")
        let told = (mrz.primaryIdentifier + " " + mrz.secondaryIdentifier).split(separator: " ")
        // No part is anything but the front of one of the name's own.
        #expect(told.allSatisfy { part in whole.contains { $0.hasPrefix(part) } })
    }

    @Test("initials alone leave no letter to give up; nothing traps", arguments: 20...45)
    func initials(count: Int) throws {
        let name = Array(repeating: "A", count: count).joined(separator: " ")
        for format in MRZ.Format.allCases {
            let mrz = try MRZ(building: Self.utopian(format, names: ("B", name)))
            #expect(Set(mrz.secondaryIdentifier.split(separator: " ")) == ["A"])
        }
    }

    @Test(
        "a long number goes on in the optional data, and is read back",
        arguments: [
            (.td1, "D23145890734", "", 15), (.td1, "D23145890734", "ABCDEFGHIJ", 15),
            (.td1, "D231458901234567890123", "", 15),
            (.td2, "D2314589012345", "", 7), (.td2, "D23145890734", "AB", 7), (.td2, "D231458901", "ABCD", 7),
        ] as [(MRZ.Format, String, String, Int)])
    func longNumber(format: MRZ.Format, number: String, optional: String, room: Int) throws {
        let mrz = try MRZ(building: Self.utopian(format, number: number, optional: optional, names: ("A", "B")))
        #expect(mrz.documentNumber == number)
        #expect(mrz.optionalData == optional)
        #expect(mrz.wrongCheckDigits == [])
        let digit = try #require(CheckDigit.of(number))
        #expect(mrz.accessKeyInformation == number + String(digit) + "7408122" + "1204159")
        // One more character than the field has room for is refused.
        let taken = number.utf8.count - 9 + 2 + optional.utf8.count
        let more = optional + String(repeating: "Z", count: room - taken + 1)
        #expect(throws: LDSError.self) {
            try MRZ(building: Self.utopian(format, number: number, optional: more, names: ("A", "B")))
        }
    }

    @Test("a passport's number has nine characters, and its optional data one line")
    func passportLimits() throws {
        let long = Self.utopian(.td3, number: "D231458901", names: ("A", "B"))
        #expect(throws: LDSError.self) { try MRZ(building: long) }
        var second = Self.utopian(.td3, names: ("A", "B"))
        second.secondOptionalData = "X"
        #expect(throws: LDSError.self) { try MRZ(building: second) }
        let full = Self.utopian(.td3, optional: "ABCDEFGHIJKLMN", names: ("A", "B"))
        #expect(try MRZ(building: full).optionalData == "ABCDEFGHIJKLMN")
    }
}
