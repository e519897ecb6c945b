import FoundationEssentials
import LDS
import Testing

@testable import Registry

@Suite struct IdentifierTests {
    @Test(arguments: ["", "-a", "A", "a/b", "a.b", "ä", String(repeating: "a", count: 64)])
    func stationsHaveSafeNames(_ text: String) { #expect(StationID(text) == nil) }

    @Test(arguments: ["a", "station-1", "0", String(repeating: "a", count: 63)])
    func stationNames(_ text: String) { #expect(StationID(text)?.text == text) }

    @Test(arguments: ["", "/a", "a/", "a//b", "../a", "a/.b", "ä", "a b", String(repeating: "a", count: 65)])
    func partsHaveSafeNames(_ text: String) { #expect(PartName(text) == nil) }

    @Test func chipFilesAreNamedAsTheStandardNamesThem() {
        #expect(PartName.chipFile(.dg13).text == "chip/EF.DG13")
        #expect(PartName("chip/EF.SOD")?.chipFile == .sod)
        #expect(PartName("chip/EF.DG17")?.chipFile == nil)
        #expect(PartName("record.json")?.chipFile == nil)
    }

    @Test func recordIDsAreVersion7AndSortByTime() throws {
        let early = RecordID(at: try #require(Timestamp(text: "2026-08-01T08:30:00.000Z")))
        let late = RecordID(at: try #require(Timestamp(text: "2026-08-01T08:30:00.001Z")))
        #expect(RecordID(early.text) == early && early != late)
        #expect(early.text < late.text)
        #expect(early.text.hasPrefix("019f"))
        #expect(RecordID("0190b2a4-7c00-4000-8000-000000000001") == nil)
        #expect(RecordID("0190B2A4-7C00-7000-8000-000000000001") == nil)
        #expect(RecordID("0190b2a4-7c00-7000-c000-000000000001") == nil)
    }

    /// RFC 9562 appendix A.6: the 48 bits of time of its example of version 7.
    @Test func theTimeIsWhereTheStandardPutsIt() throws {
        let id = RecordID(at: try #require(Timestamp(milliseconds: 0x017F_22E2_79B0)))
        #expect(id.text.hasPrefix("017f22e2-79b0-7"))
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00.000Z", 0), ("2000-02-29T23:59:59.999Z", 951_868_799_999),
        ("2026-08-01T08:30:00.000Z", 1_785_573_000_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ])
    func timesAreRFC3339(_ text: String, _ milliseconds: Int) throws {
        let time = try #require(Timestamp(text: text))
        #expect(time.milliseconds == milliseconds)
        #expect("\(time)" == text)
        #expect(Timestamp(time.date) == time)
    }

    @Test(arguments: [
        "", "2026-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-00-01T00:00:00.000Z",
        "2026-01-01T24:00:00.000Z",
        "2026-01-01T00:00:60.000Z", "2026-01-01 00:00:00.000Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000+",
        "1969-12-31T23:59:59.999Z", "2026-01-01T0٣:00:00.00Z",
    ])
    func whatIsNoTimeIsRefused(_ text: String) { #expect(Timestamp(text: text) == nil) }

    @Test func digestsHaveOneText() {
        let digest = ContentDigest(of: [])
        #expect(digest.text == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(ContentDigest(text: digest.text) == digest)
        #expect(ContentDigest(text: digest.text.uppercased()) == nil)
        #expect(ContentDigest(text: String(digest.text.dropLast(2))) == nil)
    }
}
