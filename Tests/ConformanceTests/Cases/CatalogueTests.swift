import Conformance
import SmartCard
import Testing

@Suite("The catalogue")
struct CatalogueTests {
    @Test("identifiers are unique, say whose they are, and every case says what and why")
    func identifiers() {
        let ids = Catalogue.cases.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.count > 200)
        for test in Catalogue.cases {
            #expect(
                test.id.wholeMatch(of: /(ISO7816_[A-Z]{1,2}|LDS_[A-Z]|CIS_[A-Z_]+|READER)_[0-9]+/) != nil, "\(test.id)")
            #expect(!test.title.isEmpty && test.purpose.hasSuffix(".") && !test.reference.isEmpty, "\(test.id)")
        }
    }

    @Test("suites and single cases are chosen by name, and an unknown name is none")
    func selection() throws {
        #expect(Catalogue.select([])?.count == Catalogue.cases.count)
        #expect(Catalogue.select(["pace"])?.allSatisfy { $0.suite == .pace } == true)
        #expect(Catalogue.select(["ISO7816_P_1", "READER_1"])?.map(\.id) == ["READER_1", "ISO7816_P_1"])
        #expect(Catalogue.select(["nothing"]) == nil)
        let all = try Catalogue.fingerprint(of: Catalogue.cases)
        #expect(try all != Catalogue.fingerprint(of: Array(Catalogue.cases.dropLast())))
    }

    @Test(
        "an expectation is what it says",
        arguments: [
            (Conformance.Expectation.success, "9000", "", true), (.success, "6982", "", false),
            (.data, "9000", "", false),
            (.data, "6282", "61", true), (.refusal, "6982", "", true), (.refusal, "6300", "", true),
            (.refusal, "9000", "", false), (.refusal, "6982", "61", false), (.refusal, "6110", "", false),
            (.closed, "6982", "", true), (.closed, "6985", "", false), (.begins([0x61]), "9000", "6100", true),
            (.begins([0x61]), "9000", "6200", false), (.answer, "6F00", "", true),
        ])
    func expectation(_ expectation: Conformance.Expectation, _ status: String, _ data: String, _ isFulfilled: Bool)
        throws
    {
        let bytes = try #require(Hex.bytes(data + status))
        #expect(try expectation.isFulfilled(by: ResponseAPDU(parsing: bytes)) == isFulfilled)
    }
}
