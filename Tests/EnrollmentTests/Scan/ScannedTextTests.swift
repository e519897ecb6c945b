import Enrollment
import Foundation
import LDS
import Testing
import VirtualCard

@Suite("Scanned text")
struct ScannedTextTests {
    private static let zone = """
        IDVNM0580000221034058000022<<4
        5810262M9912315VNM<<<<<<<<<<<0
        NGUYEN<<VAN<TY<<<<<<<<<<<<<<<<
        """

    @Test(
        "every citizen's QR code is read, and its first key is the card's CAN", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func citizens(seed: UInt64) throws {
        for generation in [CardGeneration.citizenIdentity, .identity] {
            let citizen = SyntheticCitizen(seed: seed, generation: generation)
            let scan = try ScannedText(parsing: Array((citizen.qrText + "\r").utf8))
            #expect(scan.accessKeys.first == .can(citizen.can))
            // The zone's key is among the others.
            let key = ScannedText.AccessKey.mrzInformation(try citizen.mrz().accessKeyInformation)
            #expect(scan.accessKeys.contains(key) && scan.accessKeys.count <= 4)
            #expect(ScanComparison(scan, try citizen.mrz(), citizen.nationalData).differences == [])
        }
    }

    @Test("a zone in lines, in one run, in small letters", arguments: ["\n", "\r\n", "\r", " ", ""])
    func zones(separator: String) throws {
        let text = Self.zone.split(separator: "\n").joined(separator: separator)
        for text in [text, text.lowercased(), text + "\r\n"] {
            let scan = try ScannedText(parsing: text)
            #expect(scan.accessKeys == [.mrzInformation("058000022158102629912315"), .can("000022")])
        }
    }

    @Test("digits are a CAN or a number")
    func digits() throws {
        #expect(try ScannedText(parsing: " 123456\n") == .can("123456"))
        #expect(try ScannedText(parsing: "058 058 000 022") == .number("058058000022"))
        #expect(try ScannedText(parsing: "058058000022").accessKeys == [.can("000022")])
    }

    @Test(
        "what is refused, and with which code",
        arguments: [
            ("", "scan-empty"), (" \r\n\t", "scan-empty"), ("12345", "scan-unknown"), ("1234567", "scan-unknown"),
            ("12345a", "scan-unknown"), ("٠١٢٣٤٥", "scan-unknown"), ("a|b", "scan-malformed"),
            (zone.replacing("NGUYEN", with: "NGUYÊN"), "scan-unknown"),
            (zone.replacing("NGUYEN", with: "NGUY-N"), "scan-malformed"),
            (zone.replacing("5810262", with: "5810263"), "scan-check-digit"),
            (String(repeating: "1", count: 5000), "scan-too-long"),
        ])
    func refused(text: String, code: String) {
        #expect { try ScannedText(parsing: text) } throws: { ($0 as? EnrollmentError)?.code.rawValue == code }
    }

    @Test("octets that are no UTF-8 are the scanner's setting")
    func octets() {
        #expect { try ScannedText(parsing: [0x31, 0xFF]) } throws: { ($0 as? EnrollmentError)?.code == .scanNotText }
    }

    @Test("every prefix of a scan ends in a value or in a named error")
    func prefixes() throws {
        for sample in [SyntheticCitizen(seed: 3).qrText, Self.zone] {
            let octets = Array(sample.utf8)
            for count in 0..<octets.count {
                do throws(EnrollmentError) { _ = try ScannedText(parsing: Array(octets.prefix(count))) } catch {
                    #expect(error.code.rawValue.hasPrefix("scan-"))
                }
            }
        }
    }
}

@Suite("Scan against chip")
struct ScanComparisonTests {
    private let citizen = SyntheticCitizen(seed: 7)

    private func differences(_ change: (inout [String]) -> Void) throws -> [String] {
        var fields = citizen.qrText.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        change(&fields)
        let scan = try ScannedText(parsing: fields.joined(separator: "|"))
        return ScanComparison(scan, try citizen.mrz(), citizen.nationalData).differences.map(\.field)
    }

    @Test("each field that differs is named, and only it")
    func fields() throws {
        #expect(try differences { $0[0] = "001080000001" } == ["personal-number"])
        #expect(try differences { $0[2] += " Khác" } == ["name"])
        #expect(try differences { $0[3] = "01011971" } == ["date-of-birth"])
        #expect(try differences { $0[4] = citizen.isMale ? "Nữ" : "Nam" } == ["sex"])
        #expect(try differences { $0[5] = "Nơi khác" } == ["place-of-residence"])
        #expect(try differences { $0[6] = "02022022" } == ["date-of-issue"])
    }

    @Test("another way to write the same is no difference")
    func normalised() throws {
        #expect(try differences { $0[2] = $0[2].decomposedStringWithCanonicalMapping.uppercased() } == [])
        #expect(try differences { $0[5] = $0[5].decomposedStringWithCanonicalMapping } == [])
    }

    @Test("a chip without EF.DG13 is compared by its zone")
    func zoneOnly() throws {
        let scan = try ScannedText(parsing: citizen.qrText)
        let same = ScanComparison(scan, try citizen.mrz(), nil)
        #expect(same.differences == [] && same.compared == ["personal-number", "name", "date-of-birth", "sex"])
        let other = ScanComparison(scan, try SyntheticCitizen(seed: 8).mrz(), nil)
        #expect(other.differences.map(\.field).contains("personal-number"))
    }

    @Test("a zone, a CAN and a number are compared as well")
    func others() throws {
        let zone = try citizen.mrz()
        let other = try SyntheticCitizen(seed: 9).mrz()
        #expect(ScanComparison(.mrz(zone), zone, nil).differences == [])
        #expect(ScanComparison(.mrz(other), zone, nil).differences.map(\.field).contains("document-number"))
        #expect(ScanComparison(.can(citizen.can), zone, nil).differences == [])
        #expect(ScanComparison(.number("001080000001"), zone, citizen.nationalData).differences.count == 1)
        #expect("\(ScanComparison(.mrz(other), zone, nil).differences)".contains(other.documentNumber) == false)
    }
}
