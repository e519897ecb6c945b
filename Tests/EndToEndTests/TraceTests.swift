import Foundation
import Testing

/// A reading that is recorded in the field and played back on a bench.
@Suite("Traces, end to end")
struct TraceTests {
    private func read(_ rig: Rig, _ card: Demo.Card, _ options: [String]) async throws -> Outcome {
        try await rig.run("idstation", ["read", "--can", card.can, "--json"] + options)
    }

    private func text(_ rig: Rig, _ name: String) throws -> String {
        try String(contentsOf: rig.folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test("a full trace is played back through a real reader: same files, chip proven, and the same trace again")
    func exactly() async throws {
        try await Rig.with { rig in
            let card = try await Demo(rig: rig).issue()
            let inserted = try await rig.insertCard([card.card], says: "inserted")
            let first = try await read(rig, card, ["--trace", "full.trace", "--unsafe-full", "--out", "first"])
            #expect(first.status == 0, "\(first)")
            let mode =
                try FileManager.default.attributesOfItem(
                    atPath: rig.folder.appendingPathComponent("full.trace").path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            inserted.terminate()
            _ = await inserted.outcome(within: .seconds(10))

            let replayed = try await rig.insertCard(["full.trace"], by: "replay", says: "inserted")
            let second = try await read(
                rig, card,
                ["--unsafe-numbers-of", "full.trace", "--trace", "again.trace", "--unsafe-full", "--out", "second"])
            #expect(second.status == 0, "\(second)")
            #expect(second.standardOutput.contains("\"chipAuthentication\" : \"passed\""), "\(second)")
            for name in ["DG1", "DG2", "DG13", "DG14", "DG15", "SOD", "COM"] {
                let files = try ["first", "second"].map {
                    try Data(contentsOf: rig.folder.appendingPathComponent("\($0)/\(name).bin"))
                }
                #expect(files[0] == files[1], "\(name)")
            }
            func timeless(_ name: String) throws -> [Substring] {
                try text(rig, name).split(separator: "\n").filter { !$0.hasPrefix("ms ") }
            }
            #expect(try timeless("full.trace") == timeless("again.trace"))

            // Another reading is another conversation, and the card says so.
            let other = try await read(rig, card, [])
            #expect(other.status == 4, "\(other)")
            try await replayed.waitForOutput("is not the recorded one")
        }
    }

    @Test("a redacted trace tells nothing of the holder, and a card of one's own stumbles by it")
    func imitated() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue(["--profile", "dying-session"])
            let own = try await demo.issue("own", ["--seed", "8"])
            let inserted = try await rig.insertCard([card.card, "--fault", "leave@60+"], says: "inserted")
            let failed = try await read(rig, card, ["--trace", "field.trace", "--patience", "0"])
            #expect(failed.status == 4 && failed.failureCode == "card-removed", "\(failed)")
            _ = await inserted.outcome(within: .seconds(10))
            let trace = try text(rig, "field.trace")
            #expect(trace.hasPrefix("chip-id-trace 1 redacted\n") && trace.contains("6B00"))
            #expect(trace.hasSuffix("\n") && trace.contains("! card-removed"))
            #expect(!trace.contains(card.can) && !trace.contains(card.mrzInformation))

            let refused = try await rig.run(
                "idcard", ["replay", "field.trace", "--reader", "unix:\(rig.readers[0])"])
            #expect(refused.status == 1 && refused.standardError.contains("--card"), "\(refused)")
            _ = try await rig.insertCard(["field.trace", "--card", own.card], by: "replay", says: "inserted")
            let again = try await read(rig, own, ["--trace", "bench.trace", "--patience", "0"])
            #expect(again.status == failed.status && again.failureCode == failed.failureCode, "\(again)")
            #expect(try text(rig, "bench.trace").contains("6B00"))
        }
    }

    @Test("cards take turns in a reader, and the station sees each")
    func turns() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let cards = [try await demo.issue(), try await demo.issue("other", ["--seed", "2"])]
            let turns = try rig.start(
                "idcard",
                [
                    "insert", cards[0].card, cards[1].card, "--reader", "unix:\(rig.readers[0])", "--stay", "4",
                    "--pause", "0.2",
                ])
            for card in cards {
                let outcome = try await read(rig, card, ["--wait", "20"])
                #expect(outcome.status == 0, "\(outcome)")
                try await turns.waitForOutput("taken out")
            }
            let outcome = await turns.outcome(within: .seconds(30))
            #expect(outcome.status == 0 && outcome.standardOutput.matches(of: /taken out/).count == 2, "\(outcome)")
            let lone = try await rig.run(
                "idcard", ["insert", "card", "other", "--reader", "unix:\(rig.readers[0])"])
            #expect(lone.status == 64, "\(lone)")
        }
    }

    @Test("a command runs while the card is there, with its status and the card's numbers")
    func command() async throws {
        try await Rig.with { rig in
            let card = try await Demo(rig: rig).issue()
            func insert(_ command: [String]) async throws -> Outcome {
                try await rig.run(
                    "idcard", ["insert", card.card, "--reader", "unix:\(rig.readers[0])", "--run"] + command)
            }
            let station = try #require(Workspace.program("idstation")).path
            let read = try await insert([station, "read", "--mrz", "{mrz}", "--can", "{can}", "--json"])
            #expect(read.status == 0 && read.standardOutput.hasPrefix("{"), "\(read)")
            #expect(read.standardError.contains("inserted in") && read.standardError.contains("taken out"))
            #expect(try await insert(["sh", "-c", "exit 7"]).status == 7)
            #expect(try await insert(["sh", "-c", "kill -9 $$"]).status == 137)
            #expect(try await insert(["no-such-command"]).status == 127)
            let nowhere = try await rig.run(
                "idcard", ["insert", card.card, "--reader", "unix:/nowhere", "--run", "true"])
            #expect(nowhere.status == 1, "\(nowhere)")
        }
    }

    @Test("what cannot be recorded or repeated is told before a card is touched")
    func refused() async throws {
        try await Rig.with(.down) { rig in
            let card = Demo.Card(card: "", can: "123456", mrzInformation: "")
            try Data("chip-id-trace 1 redacted\n".utf8).write(to: rig.folder.appendingPathComponent("redacted"))
            try Data("notes".utf8).write(to: rig.folder.appendingPathComponent("notes"))
            for (options, code) in [
                (["--trace", "notes"], "trace-not-writable"), (["--trace", "no/such/folder"], "trace-not-writable"),
                (["--unsafe-numbers-of", "nothing"], "trace-unreadable"),
                (["--unsafe-numbers-of", "notes"], "malformed-trace"),
                (["--unsafe-numbers-of", "redacted"], "trace-redacted"),
            ] {
                let outcome = try await read(rig, card, options)
                #expect(outcome.failureCode == code, "\(options) \(outcome)")
            }
            #expect(try text(rig, "notes") == "notes")
            #expect(try await read(rig, card, ["--unsafe-full"]).status == 64)
        }
    }
}
