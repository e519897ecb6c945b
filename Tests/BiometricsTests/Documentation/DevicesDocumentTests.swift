import Biometrics
import Enrollment
import Foundation
import Testing
import VirtualCard
import VirtualScanner

/// `docs/devices.md`, held against the code.
@Suite("What is written of devices")
struct DevicesDocumentTests {
    private func document() throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/devices.md")
        return try String(contentsOf: file.standardizedFileURL, encoding: .utf8)
    }

    /// The words in code of the first columns of all tables with this heading.
    private func words(_ heading: String) throws -> [String] {
        try document().components(separatedBy: "\n| \(heading) |").dropFirst().flatMap { table in
            table.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().prefix { $0.hasPrefix("|") }
                .compactMap { $0.split(separator: "|").first?.firstMatch(of: /`([^`]+)`/).map { String($0.1) } }
        }
    }

    @Test("the codes of scans and of fingerprints are those that there are")
    func codes() throws {
        let told = Set(try words("code"))
        #expect(told.filter { $0.hasPrefix("fingerprint-") } == Set(FingerprintFailure.Code.all.map(\.rawValue)))
        let scans: [EnrollmentError.Code] = [
            .scanEmpty, .scanTooLong, .scanNotText, .scanUnknown, .scanMalformed, .scanCheckDigit,
        ]
        #expect(told.filter { $0.hasPrefix("scan-") } == Set(scans.map(\.rawValue)))
    }

    @Test("the checks of a portrait and the faults of the stand-ins are those that there are")
    func checks() throws {
        #expect(Set(try words("check")) == Set(PortraitQuality.Check.allCases.map(\.rawValue)))
        #expect(Set(try words("fault")) == Set(ScannerFault.Kind.allCases.map(\.rawValue)))
        #expect(Set(try words("picture")) == Set(CameraScene.Fault.allCases.map(\.rawValue)))
    }

    @Test("the script is one, with every key that there is")
    func script() throws {
        let yaml = try #require(
            document().components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
        let script = try ScannerScript(parsing: yaml, file: "example")
        #expect(script.faults.count == 2 && script.quality.count == 2 && script.delay == 300)
        for key in ScannerScript.knownKeys { #expect(yaml.contains("\(key):")) }
    }

    @Test("the numbers are the code's")
    func numbers() throws {
        let document = try document()
        #expect(document.contains("\(ScannedText.maximumLength) octets"))
        let ports = SBIDevices.Configuration().ports
        #expect(
            document.contains("from \(ports[0]) to") && document.contains("\n\(ports[ports.count - 1]). The station"))
    }
}
