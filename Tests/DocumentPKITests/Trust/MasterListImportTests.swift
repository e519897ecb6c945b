import DocumentPKI
import Foundation
import TestData
import Testing

/// The lists of two states, as published, into an empty store.
@Suite("Import of master lists")
struct MasterListImportTests {
    struct Expected: Sendable {
        let file: String
        let count: Int
        let flawed: Int
    }

    static let published = [
        Expected(file: PublishedList.german, count: 588, flawed: 277),
        Expected(file: PublishedList.dutch, count: 411, flawed: 216),
    ]

    @Test("each certificate is told; a second import changes nothing", .needs("master-lists"), arguments: published)
    func whole(expected: Expected) throws {
        let trust = TemporaryTrust()
        let (bytes, pin) = (try PublishedList.bytes(expected.file), try PublishedList.pin(expected.file))
        let report = try trust.importing([("list", bytes)], pins: [pin])
        #expect(report.counts == ["added": expected.count], "\(report.refused)")
        #expect(report.rows.count { !$0.flaws.isEmpty } == expected.flawed)
        #expect(report.hasChanged)
        #expect(try trust.store().anchors.count == expected.count)

        let before = try trust.bytes()
        let again = try trust.importing([("the same", bytes)], pins: [pin], at: TemporaryTrust.now + 1000)
        #expect(again.counts == ["already-there": expected.count])
        #expect(!again.hasChanged)
        #expect(try trust.bytes() == before)

        let source = try #require(try trust.folder.contents().sources.first)
        #expect(source.kind == .masterList && source.certificateCount == expected.count)
        #expect(source.anchor == pin.fingerprint && source.signed != nil)
    }

    @Test("one list on top of the other: what both have comes from both", .needs("master-lists"))
    func both() throws {
        let trust = TemporaryTrust()
        for (file, added, there) in [(PublishedList.german, 588, 0), (PublishedList.dutch, 39, 372)] {
            let report = try trust.importing(
                [(file, PublishedList.bytes(file))], pins: [PublishedList.pin(file)])
            #expect(report.files[0].count("added") == added)
            #expect(report.files[0].count("already-there") == there)
            #expect(report.refused.isEmpty)
        }
        let anchors = try trust.folder.contents().anchors
        #expect(anchors.count { $0.sources == [PublishedList.german, PublishedList.dutch] } == 372)
        #expect(anchors.count == 627)
    }

    @Test("without a pin, or with another state's, nothing is taken and the root is named", .needs("master-lists"))
    func notPinned() throws {
        let bytes = try PublishedList.bytes(PublishedList.german)
        let root = try PublishedList.pin(PublishedList.german)
        for pins in [[], [try PublishedList.pin(PublishedList.dutch)]] {
            let trust = TemporaryTrust()
            let report = try trust.importing([("list", bytes)], pins: pins)
            #expect(report.refusals == ["not-pinned": 1] && report.rows.count == 1)
            let certificate = try #require(root.certificate)
            #expect(report.refused[0].refusal?.sentence.contains(certificate.fingerprintText) == true)
            #expect(try trust.store().anchors.isEmpty)
        }
    }

    @Test("a fingerprint pins as well as a certificate does", .needs("master-lists"))
    func fingerprint() throws {
        let trust = TemporaryTrust()
        let text = try #require(try PublishedList.pin(PublishedList.dutch).certificate).fingerprintText
        let pin = try #require(TrustPin(fingerprint: text.lowercased()))
        let report = try trust.importing([("list", PublishedList.bytes(PublishedList.dutch))], pins: [pin])
        #expect(report.files[0].count("added") == 411)
        #expect(TrustPin(fingerprint: "00") == nil && TrustPin(fingerprint: "nonsense") == nil)
    }

    @Test("a changed byte, wherever it is, and a cut anywhere: nothing is taken", .needs("master-lists"))
    func damaged() throws {
        let bytes = try PublishedList.bytes(PublishedList.dutch)
        let pin = try PublishedList.pin(PublishedList.dutch)
        let trust = TemporaryTrust()
        for place in stride(from: 100, to: bytes.count - 100, by: bytes.count / 12) {
            var changed = bytes
            changed[place] ^= 1
            let report = try trust.importing([("list", changed)], pins: [pin])
            // A byte of a certificate that comes along and that nobody needs may well be another one.
            if report.counts != ["added": 411] { #expect(report.counts == ["refused": 1]) }
            let cut = try trust.importing([("list", Array(bytes.prefix(place)))], pins: [pin])
            #expect(cut.counts == ["refused": 1])
        }
    }

    @Test("a list of the future is refused", .needs("master-lists"))
    func future() throws {
        let trust = TemporaryTrust()
        let file = PublishedList.dutch
        let report = try trust.importing(
            [(file, PublishedList.bytes(file))], pins: [PublishedList.pin(file)],
            at: Date(timeIntervalSince1970: 1_700_000_000))
        #expect(report.refusals == ["from-the-future": 1])
    }
}
