import Testing

@testable import Enrollment

/// What a configuration file says, and what is wrong with it, by line.
@Suite("A station's configuration")
struct ConfigurationReadingTests {
    private func read(_ yaml: String) -> StationConfiguration.Reading {
        StationConfiguration.reading(yaml, in: "/etc/chip-id")
    }

    private func one(_ yaml: String) throws -> ConfigurationFinding {
        let findings = read(yaml).findings
        try #require(findings.count == 1, "\(findings)")
        return findings[0]
    }

    @Test("what is said holds, in the line where it was said; what is not said is the usual")
    func values() {
        let reading = read(
            """
            station: data/station
            kiosk: true
            # a remark
            port: 0
            policy: own/policy.json
            scanner-ports: 4501
            """)
        #expect(reading.findings == [])
        let configuration = reading.configuration
        #expect(configuration.text(.station) == "/etc/chip-id/data/station")
        #expect(configuration.text(.policy) == "/etc/chip-id/own/policy.json")
        #expect(configuration.flag(.kiosk))
        #expect(configuration.number(.port) == 0 && configuration.lines[.port] == 4)
        #expect(configuration.scannerPorts == 4501...4501)
        #expect(configuration.text(.language) == "vi" && configuration.values[.language] == nil)
        #expect(configuration.value(.bandwidth) == nil && configuration.value(.codeScanner) == nil)
        #expect(read("station: /s\npolicy: strict").configuration.text(.policy) == "strict")
    }

    @Test("the command line wins over the file, and takes the line away")
    func overriding() {
        let file = read("station: /s\nport: 1\nreader: A").configuration
        let both = file.overridden(by: StationConfiguration([.port: .number(2), .kiosk: .flag(true), .reader: nil]))
        #expect(both.number(.port) == 2 && both.lines[.port] == nil)
        #expect(both.text(.reader) == "A" && both.lines[.reader] == 3)
        #expect(both.text(.station) == "/s" && both.flag(.kiosk))
    }

    @Test(
        "a key that is not there is refused with its line, and what was meant",
        arguments: [
            ("prot", "port"), ("Port", "port"), ("scanner_ports", "scanner-ports"), ("retentionDays", "retention-days"),
            ("codescaner", "code-scanner"), ("bandwith", "bandwidth"), ("langauge", "language"),
        ])
    func suggestions(key: String, meant: String) throws {
        let finding = try one("station: /s\n\n\(key): 1")
        #expect(finding.code == .unknownKey && finding.line == 3 && finding.key == key)
        #expect(finding.suggestion == meant && finding.isFault)
    }

    @Test(
        "nothing is guessed where no key is near",
        arguments: ["x", "database", "", String(repeating: "port", count: 200)])
    func noSuggestion(key: String) throws {
        let finding = try one("station: /s\n\"\(key)\": 1")
        #expect(finding.code == .unknownKey && finding.suggestion == nil)
        #expect(finding.key.count <= 60 && finding.sentence.contains("retention-days"))
    }

    @Test(
        "a value of another kind, and one out of range",
        arguments: [
            ("port: eighty", ConfigurationFinding.Code.wrongType), ("port: [1]", .wrongType), ("port:", .wrongType),
            ("port: 65536", .outOfRange), ("port: -1", .outOfRange), ("port: 99999999999999999999999", .wrongType),
            ("kiosk: perhaps", .wrongType), ("kiosk: 1", .wrongType), ("reader: ''", .wrongType),
            ("reader: {a: b}", .wrongType), ("reader: \"a\\u0007\"", .outOfRange),
            ("scanner-ports: 1-500", .outOfRange), ("scanner-ports: 9-8", .outOfRange),
            ("scanner-ports: 1-2-3", .outOfRange), ("scanner-ports: 0", .outOfRange),
            ("bandwidth: 7", .outOfRange), ("bandwidth: 1000001", .outOfRange), ("retention-days: 3651", .outOfRange),
            ("language: VI", .wrongType), ("language: a", .wrongType),
        ])
    func values(line: String, code: ConfigurationFinding.Code) throws {
        let finding = try one("station: /s\n\(line)")
        #expect(finding.code == code && finding.line == 2 && finding.isFault)
        #expect(line.hasPrefix(finding.key))
    }

    @Test("every line is looked at, and a station that is said wrongly is not missing besides")
    func everyLine() {
        let findings = read("station:\nport: x\nfoo: 1\nkiosk: 3").findings
        #expect(findings.map(\.line) == [1, 2, 3, 4])
        #expect(read("port: 1").findings.map(\.code) == [.missingKey])
    }

    @Test(
        "what is no mapping, too large or full of aliases",
        arguments: [
            ("- a", 1), ("", nil), ("station: [", 1), ("station: /s\nport: 1\nport: 2", 3),
            ("station: &a x\nreader: *a", 1), (String(repeating: "#", count: 70_000), nil),
            (String(repeating: "[", count: 20_000), 1),
        ] as [(String, Int?)])
    func malformed(yaml: String, line: Int?) throws {
        let finding = try one(yaml)
        #expect(finding.code == .malformed)
        if let line { #expect(finding.line.map { $0 >= 1 && $0 <= line + 1 } ?? true, "\(finding)") }
        #expect(read(yaml).configuration == StationConfiguration())
    }
}
