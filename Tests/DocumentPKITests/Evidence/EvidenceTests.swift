import CardCrypto
import DocumentPKI
import Foundation
import LDS
import SmartCard
import Testing

@Suite("evidence.json")
struct EvidenceTests {
    static func sample() throws -> Evidence {
        var chip = ChipEvidence(
            accessProtocol: "id-PACE-ECDH-GM-AES-CBC-CMAC-128", refusedOffers: ["id-PACE-DH-GM-3DES-CBC-CBC: refused"])
        chip.pace = RecordedOutcome(.passed)
        chip.bac = RecordedOutcome(.notAttempted)
        chip.chipAuthentication = RecordedOutcome(.passed)
        chip.activeAuthentication = RecordedOutcome(.failed, reason: "the chip's signature is wrong")
        chip.refusedFiles = [.dg3: .securityStatusNotSatisfied, .cardSecurity: .fileNotFound]
        chip.activeAuthenticationProof = ActiveAuthenticationProof(
            challenge: [1, 2, 3, 4, 5, 6, 7, 8], signature: [UInt8](repeating: 0xA5, count: 128))
        let identifier = try #require(ObjectIdentifier("0.4.0.127.0.7.2.2.3.2.2"))
        chip.chipAuthenticationTranscript = ChipAuthenticationTranscript(
            protocol: identifier, keyID: [0x0D], terminalPrivateKey: SecretBytes([UInt8](repeating: 0x37, count: 32)),
            answer: ResponseAPDU(data: [0x99, 0x02, 0x90, 0x00, 0x8E, 0x08, 1, 2, 3, 4, 5, 6, 7, 8], status: .success),
            sendSequenceCounter: [UInt8](repeating: 0, count: 15) + [2])
        chip.mappingTranscript = MappingTranscript(
            mappingKey: [UInt8](repeating: 4, count: 65), chipAuthenticationData: SecretBytes([9, 9]))
        return Evidence(
            time: Date(timeIntervalSince1970: 1_790_000_000.9), reader: "Reader 00 00",
            scannedMRZ: "I<UTO<<<", chip: chip)
    }

    @Test("what is written is read as the same, and looks as the schema says")
    func roundTrip() throws {
        let bytes = try Self.sample().serialized()
        let again = try Evidence(parsing: bytes)
        #expect(try again.serialized() == bytes)
        #expect(again.time == Date(timeIntervalSince1970: 1_790_000_000) && again.reader == "Reader 00 00")
        #expect(again.chip.refusedFiles == [.dg3: .securityStatusNotSatisfied, .cardSecurity: .fileNotFound])
        #expect(again.chip.activeAuthentication == RecordedOutcome(.failed, reason: "the chip's signature is wrong"))
        let text = String(decoding: bytes, as: UTF8.self)
        for piece in [
            "\"schema\" : \"chip-id-station/evidence\"", "\"time\" : \"2026-09-21T14:13:20Z\"",
            "\"protocol\" : \"0.4.0.127.0.7.2.2.3.2.2\"", "\"DG3\" : \"6982\"",
            "\"answer\" : \"990290008e0801020304050607089000\"", "\"outcome\" : \"not-attempted\"",
        ] {
            #expect(text.contains(piece), "\(piece)")
        }
    }

    @Test("a downgrade is told from the outcomes")
    func downgrade() {
        var chip = ChipEvidence(accessProtocol: "BAC")
        chip.bac = RecordedOutcome(.passed)
        #expect(!chip.isDowngraded)
        chip.pace = RecordedOutcome(.failed, reason: "refused")
        #expect(chip.isDowngraded)
    }

    @Test("every prefix is refused with an error of ours")
    func prefixes() throws {
        let bytes = try Self.sample().serialized()
        for count in 0..<bytes.count {
            #expect(throws: EvidenceError.self) { try Evidence(parsing: Array(bytes.prefix(count))) }
        }
    }

    @Test(
        "what the schema does not have is refused",
        arguments: [
            ("\"version\" : 1", "\"version\" : 2"), ("chip-id-station/evidence", "other/evidence"),
            ("\"version\" : 1", "\"version\" : 1, \"more\" : 1"), ("2026-09-21T14:13:20Z", "2026-02-30T14:13:20Z"),
            ("2026-09-21T14:13:20Z", "2026-09-21T14:13:20+00:00"), ("2026-09-21T14:13:20Z", "now"),
            ("2026-09-21T14:13:20Z", "-99999-01-01T00:00:00Z"),
            ("0102030405060708\"", "01020304050607\""), ("0102030405060708\"", "01020304050607 08\""),
            ("a5a5", "A5A5"), ("\"keyID\" : \"0d\"", "\"keyID\" : \"0\""), ("not-attempted", "unknown"),
            ("\"6982\"", "\"698\""),
            ("\"DG3\"", "\"DG17\""), ("0.4.0.127.0.7.2.2.3.2.2", "0.4.0.0127"), ("0.4.0.127.0.7.2.2.3.2.2", "x"),
            ("\"keyID\" : \"0d\"", "\"keyID\" : null"), ("\"keyID\" : \"0d\"", "\"keyID\" : \"\""),
            ("Reader 00 00", "Reader\\u001b[2J"), ("Reader 00 00", String(repeating: "r", count: 257)),
            ("\"reader\" :", "\"raeder\" :"), ("\"Reader 00 00\"", "7"),
            ("\"mappingKey\" : \"04", "\"mappingKey\" : \"" + String(repeating: "04", count: 1025)),
        ])
    func strict(piece: String, replacement: String) throws {
        let text = String(decoding: try Self.sample().serialized(), as: UTF8.self)
        #expect(text.contains(piece), "\(piece)")
        let changed = text.replacingOccurrences(of: piece, with: replacement)
        let error = #expect(throws: EvidenceError.self) { try Evidence(parsing: Array(changed.utf8)) }
        #expect(error?.code == .malformed)
        #expect(error?.message.contains("I<UTO") == false && error?.message.utf8.count ?? 0 < 200)
    }

    @Test("deep, long and foreign JSON is refused")
    func hostile() {
        for text in [
            String(repeating: "[", count: 100_000), "{\"a\":" + String(repeating: "{\"a\":", count: 100_000), "null",
            "{}",
            "\u{FEFF}", "\"\\ud800\"", "[1e999]",
        ] {
            #expect(throws: EvidenceError.self) { try Evidence(parsing: Array(text.utf8)) }
        }
        #expect(throws: EvidenceError.self) { try Evidence(parsing: [UInt8](repeating: 0x20, count: (1 << 20) + 1)) }
    }

    @Test("texts that are too long or no lines are cut before they are written, and times brought into range")
    func clipping() throws {
        var chip = ChipEvidence(
            accessProtocol: String(repeating: "ä", count: 500),
            refusedOffers: [String](repeating: String(repeating: "x", count: 5000), count: 100))
        chip.pace = RecordedOutcome(.failed, reason: "two\nlines" + String(repeating: "y", count: 5000))
        for seconds in [-1e300, 1e300, .nan, .infinity, 253_402_300_799.5] {
            let evidence = Evidence(
                time: Date(timeIntervalSince1970: seconds), reader: "a\u{7}b",
                scannedMRZ: String(repeating: "<", count: 1000), chip: chip)
            let again = try Evidence(parsing: evidence.serialized())
            #expect(again.reader == "a b" && again.chip.pace.reason?.hasPrefix("two lines") == true)
        }
    }

    @Test("printing shows neither the holder nor the key")
    func redaction() throws {
        let evidence = try Self.sample()
        for text in ["\(evidence)", "\(String(reflecting: evidence))"] {
            #expect(!text.contains("UTO") && !text.contains("55, 55") && !text.contains("3737"))
        }
        var dumped = ""
        dump(evidence.chip.chipAuthenticationTranscript, to: &dumped)
        #expect(dumped.contains("secret of 32 bytes") && !dumped.contains("- 55\n"))
    }
}
