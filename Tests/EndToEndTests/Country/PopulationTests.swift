import Foundation
import Testing

/// A country and its cards, made and read by the programs.
@Suite("A whole demo country, end to end")
struct PopulationTests {
    private func file(_ rig: Rig, _ path: String) -> Data? {
        FileManager.default.contents(atPath: rig.folder.appending(path: path).path)
    }

    private func make(_ rig: Rig, cards: Int, to out: String = "cards", _ options: [String] = []) async throws {
        let made = try await rig.run(
            "idcard", ["populate", "country", "--count", String(cards), "--out", out, "--seed", "2"] + options)
        try #require(made.status == 0, "\(made)")
    }

    @Test("same seeds, same bytes, however many are made at the same time")
    func determinism() async throws {
        try await Rig.with(.down) { rig in
            for name in ["country", "again"] {
                let made = try await rig.run("idcard", ["country", name, "--seed", "1"])
                try #require(made.status == 0, "\(made)")
            }
            #expect(try await rig.run("diff", ["-r", "country", "again"]).status == 0)
            try await make(rig, cards: 12, to: "one", ["--jobs", "1", "--profile", "cccd-2024"])
            try await make(rig, cards: 12, to: "five", ["--jobs", "5", "--profile", "cccd-2024"])
            let difference = try await rig.run("diff", ["-r", "one", "five"])
            #expect(difference.status == 0, "\(difference)")
            #expect(file(rig, "five/0000/0000011/card.json") != nil)
            let list = String(decoding: try #require(file(rig, "five/cards.tsv")), as: UTF8.self)
            #expect(list.split(separator: "\n").count == 13)
            for (name, day) in [("card", "2026-07-02"), ("same", "2026-07-02"), ("later", "2026-07-03")] {
                let issued = try await rig.run(
                    "idcard",
                    [
                        "issue", "--country", name == "same" ? "again" : "country", "--out", name, "--seed", "7",
                        "--at", day,
                        "--profile", "passport-td3",
                    ])
                #expect(issued.status == 0, "\(issued)")
            }
            #expect(try await rig.run("diff", ["-r", "card", "same"]).status == 0)
            #expect(try await rig.run("diff", ["-rq", "card", "later"]).status == 1)
            let twice = try await rig.run("idcard", ["country", "country"])
            #expect(twice.status == 64, "\(twice)")
        }
    }

    @Test("a station reads such a card, fingerprints and all, and finds it genuine")
    func genuine() async throws {
        try await Rig.with { rig in
            _ = try await rig.run("idcard", ["country", "country", "--seed", "1"])
            try await make(rig, cards: 3)
            _ = try await rig.insertCard(["cards/0000/0000002"], says: "inserted")
            let list = String(decoding: try #require(file(rig, "cards/cards.tsv")), as: UTF8.self)
            let line = try #require(list.split(separator: "\n").last).split(separator: "\t")
            let outcome = try await rig.run(
                "idstation",
                [
                    "verify", "--can", String(line[1]), "--trust", "country/trust", "--terminal", "country/terminal",
                    "--out", "out", "--json",
                ])
            #expect(outcome.status == 0, "\(outcome)")
            let read = try await rig.run(
                "idstation", ["read", "--can", String(line[1]), "--terminal", "country/terminal", "--out", "read"])
            #expect(read.status == 0, "\(read)")
            #expect(file(rig, "read/DG3.bin") == file(rig, "cards/0000/0000002/files/DG3.bin"))
            let closed = try await rig.run("idstation", ["read", "--can", String(line[1]), "--out", "closed"])
            #expect(closed.status == 0 && file(rig, "closed/DG3.bin") == nil, "\(closed)")
        }
    }

    @Test("a station that pinned the older CSCA takes the master list, and with it the new one")
    func masterList() async throws {
        try await Rig.with { rig in
            _ = try await rig.run("idcard", ["country", "country", "--seed", "1"])
            let issued = try await rig.run(
                "idcard", ["issue", "--country", "country", "--out", "card", "--profile", "cccd-2024", "--json"])
            let card = try JSONDecoder().decode(Demo.Card.self, from: Data(issued.standardOutput.utf8))
            _ = try await rig.insertCard(["card"], says: "inserted")
            func verify(_ trust: String) async throws -> Int32? {
                try await rig.run("idstation", ["verify", "--can", card.can, "--trust", trust]).status
            }
            try FileManager.default.createDirectory(
                at: rig.folder.appending(path: "trust"), withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: rig.folder.appending(path: "country/old/csca.pem"), to: rig.folder.appending(path: "trust/old.pem"))
            #expect(try await verify("trust") == 3)
            let imported = try await rig.run(
                "idstation",
                ["trust", "import", "--trust", "trust", "country/master-list.ml", "--pin", "country/old/csca.pem"])
            #expect(imported.status == 0, "\(imported)")
            #expect(try await verify("trust") == 0)
        }
    }
}
