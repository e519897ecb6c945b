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
}
