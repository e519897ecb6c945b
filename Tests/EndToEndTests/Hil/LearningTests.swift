import Foundation
import Testing

/// What the suite learns of a reader, and what the programs make of it.
@Suite("Reader quirks", .timeLimit(.minutes(10)))
struct LearningTests {
    private struct Read: Decodable {
        struct Timing: Decodable {
            struct Step: Decodable { let phase: String }
            let steps: [Step]
        }

        let timing: Timing
    }

    private func text(_ rig: Rig, _ name: String) throws -> String {
        try String(contentsOf: rig.folder.appendingPathComponent(name), encoding: .utf8)
    }

    /// How often the chip had to be opened for one reading.
    private func openings(_ rig: Rig, _ card: Demo.Card, _ options: [String]) async throws -> Int {
        let outcome = try await rig.run(
            "idstation", ["read", "--can", card.can, "--probe-extended-length", "--timing", "--json"] + options)
        #expect(outcome.status == 0, "\(outcome)")
        let read = try JSONDecoder().decode(Read.self, from: Data(outcome.standardOutput.utf8))
        return read.timing.steps.count { $0.phase == "PACE" }
    }

    @Test("learned once, the reader is not stumbled over; learned again, nothing changes")
    func learning() async throws {
        try await Rig.with(.running(readers: 1, models: ["acr1281"])) { rig in
            let card = try await Demo(rig: rig).issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            let run = [
                "hil", "run", "--suite", "reader", "--state", "run.jsonl", "--learn", "learned.yaml", "--can", card.can,
                "--mrz", card.mrzInformation,
            ]
            let outcome = try await rig.run("idstation", run, within: .seconds(300))
            #expect(outcome.status == 12, "\(outcome)")
            #expect(outcome.standardError.contains("extendedLength none"), "\(outcome)")
            let learned = try text(rig, "learned.yaml")
            #expect(
                learned.contains("  chip-id-virtual-reader:\n    name: \"chip-id virtual reader*\"\n"), "\(learned)")
            #expect(learned.contains("    extendedLength: none\n"))
            #expect(learned.firstMatch(of: /measured by hil on \d{4}-\d\d-\d\d with driver 0\.1\.1/) != nil)

            // Somebody writes a comment, and the kept run is learned from once more.
            let commented = learned.replacing("extendedLength: none", with: "extendedLength: none # seen at the window")
            try Data(commented.utf8).write(to: rig.folder.appendingPathComponent("learned.yaml"))
            let again = try await rig.run(
                "idstation", ["hil", "report", "--state", "run.jsonl", "--learn", "learned.yaml"])
            #expect(again.status == 12 && again.standardError.contains("knows it already"), "\(again)")
            #expect(try text(rig, "learned.yaml") == commented)

            #expect(try await openings(rig, card, []) > 1)
            #expect(try await openings(rig, card, ["--reader-quirks", "learned.yaml"]) == 1)
        }
    }

    @Test("a reader that is known by its name")
    func known() async throws {
        let name = "ACS ACR1281 1S Dual Reader"
        try await Rig.with(.running(readers: 1, models: ["acr1281"], called: name)) { rig in
            let card = try await Demo(rig: rig).issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            #expect(try await openings(rig, card, []) == 1)
            let readers = try await rig.run("idstation", ["readers"])
            #expect(
                readers.standardOutput.contains("\(name) 00 00")
                    && readers.standardOutput.contains("known as acr1281-1s-dual: extendedLength none"), "\(readers)")
            let json = try await rig.run("idstation", ["readers", "--json"])
            #expect(json.standardOutput.contains("\"knownAs\" : \"acr1281-1s-dual\""), "\(json)")
        }
    }

    @Test("a file of quirks that cannot be used is refused with its line, and the suite takes none")
    func malformed() async throws {
        try await Rig.with(.down) { rig in
            let yaml = "readers:\n  one:\n    name: \"A*\"\n    speed: 9\n"
            try Data(yaml.utf8).write(to: rig.folder.appendingPathComponent("bad.yaml"))
            let outcome = try await rig.run(
                "idstation", ["read", "--can", "123456", "--reader-quirks", "bad.yaml", "--json"])
            #expect(outcome.status == 64 && outcome.failureCode == "reader-quirks-malformed", "\(outcome)")
            #expect(outcome.standardError.contains("bad.yaml: line 4: unknown key “speed” in one"), "\(outcome)")
            let hil = try await rig.run("idstation", ["hil", "run", "--can", "123456", "--reader-quirks", "bad.yaml"])
            #expect(hil.status == 64 && hil.standardError.contains("as it says it is"), "\(hil)")
        }
    }
}
