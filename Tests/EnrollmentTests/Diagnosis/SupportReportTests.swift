import Diagnosis
import DocumentPKI
import Enrollment
import Foundation
import GRDB
import LDS
import Registry
import StationWeb
import Testing

/// Names, numbers, CAN and MRZ are planted wherever a station has room for them; the report has none of them.
@Suite("The report for whoever helps", .timeLimit(.minutes(5)))
struct SupportReportTests {
    private struct Person {
        let name: String
        let number: String
        let can: String
        let mrz: String
        let phone = "0912345678"

        init(_ fixture: Fixture, seed: UInt64) throws {
            let document = try fixture.document(seed: seed)
            name = try #require(document.nationalData?.text(.fullName))
            number = try #require(document.nationalData?.text(.personalNumber))
            can = String(number.suffix(6))
            mrz = document.mrz.text
        }

        /// What must stand nowhere: whole, in words, and in lines.
        var planted: [String] {
            [number, can, phone, mrz.filter { !$0.isNewline }] + mrz.split(whereSeparator: \.isNewline).map(String.init)
                + name.split(separator: " ").filter { $0.count > 2 }.map(String.init) + [name]
        }
    }

    private func encoded(_ report: SupportReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    @Test("nothing that was planted is in it, and what helps is")
    func planted() async throws {
        var rig = try DiagnosisRig()
        try rig.forwarding.add(1...2)
        let person = try Person(rig.forwarding.fixture, seed: 1)
        // The folder is called after the citizen, and the registry's host, the scanner and the reader as well.
        let place = FileManager.default.temporaryDirectory.appending(path: "\(person.name) \(person.number)")
        try? FileManager.default.removeItem(at: place)
        try FileManager.default.copyItem(at: rig.station.url, to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let json: JSONValue = [
            "station": .string(rig.station.station.text), "registry": .string("https://h\(person.number).invalid:1"),
        ]
        try Data(try json.canonical()).write(to: place.appending(path: "station.json"))
        let queue = try DatabaseQueue(path: place.appending(path: "station.sqlite").path)
        try await queue.write { db in
            try db.execute(
                sql: "UPDATE sender SET stopped = 'clock-wrong', detail = ?, since = 1",
                arguments: ["\(person.name) \(person.mrz)"])
        }
        try queue.close()
        rig.configuration = StationConfiguration([
            .reader: .text("\(person.name) \(person.can)"), .codeScanner: .text("/dev/\(person.number)"),
        ])
        var looks = StationLooks(path: place.path, configuration: rig.configuration)
        looks.clock = { Fixture.time }
        looks.findings = { [configuration = rig.configuration] in
            StationConfiguration.reading("\(person.number): \(person.name)\nreader: [1]", in: "/").findings
                + configuration.findingsAtPlaces()
        }
        looks.fingers = { .ready(name: "\(person.number) \(person.can)") }
        let checks = await Diagnosis { [looks] in looks.looks() }.checks()
        let log = """
            2026-11-27T09:14:03+0700 host idstation[1]: scan refused code=scan-malformed text=\(person.mrz)
            2026-11-27T09:15:00+0700 \(person.name) \(person.number) wrong-password CAN \(person.can)
            \(person.phone) called
            """
        let report = SupportReport(
            of: checks, station: rig.station.station,
            versions: ["openssl": "3.0.22", "system": "Debian \(person.number)"], log: log,
            known: Set(FailureCatalogue.embedded.words.keys), at: Timestamp(Fixture.time))
        let text = try encoded(report)
        for secret in person.planted { #expect(!text.contains(secret), "\(secret) is in the report") }

        #expect(report.station == rig.station.station.text)
        #expect(Set(report.checks.map(\.id)) == Set(CheckID.allCases.map(\.rawValue)))
        #expect(report.checks.first { $0.id == "queue" }?.values["code"] == "clock-wrong")
        #expect(report.checks.first { $0.id == "database" }?.values["records"] == "2")
        #expect(report.log.map(\.codes) == [["scan-malformed"], ["wrong-password"]])
        #expect(report.log.map(\.time) == ["2026-11-27T09:14:03", "2026-11-27T09:15:00"])
        #expect(report.versions["openssl"] == "3.0.22" && report.state == "wrong")
    }
}
