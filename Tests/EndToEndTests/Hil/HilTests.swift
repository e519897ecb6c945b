import Foundation
import Testing

/// The conformance suite through a real pcscd and our driver.
@Suite("idstation hil")
struct HilTests {
    private struct Report: Decodable {
        struct Result: Decodable {
            let id: String
            let verdict: String
            let reason: String?
        }

        struct Finding: Decodable {
            let name: String
            let value: String
        }

        let results: [Result]
        let isInterrupted: Bool

        func ids(_ verdict: String) -> [String] { results.filter { $0.verdict == verdict }.map(\.id) }
    }

    private func report(_ outcome: Outcome) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(outcome.standardOutput.utf8))
    }

    /// A card that lies on the reader, and what opens it.
    private func lay(_ rig: Rig, _ options: [String] = []) async throws -> (card: Demo.Card, access: [String]) {
        let card = try await Demo(rig: rig).issue(options)
        _ = try await rig.insertCard([card.card], says: "inserted")
        return (card, ["--can", card.can, "--mrz", card.mrzInformation])
    }

    private func text(_ rig: Rig, _ name: String) -> String {
        (try? String(contentsOf: rig.folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
    }

    @Test("a card that keeps the standard passes, and the reports say so")
    func clean() async throws {
        try await Rig.with { rig in
            let (card, access) = try await lay(rig)
            let outcome = try await rig.run(
                "idstation",
                ["hil", "run", "--wrong-passwords", "--junit", "out.xml", "--html", "out.html", "--json"] + access,
                within: .seconds(300))
            #expect(outcome.status == 0, "\(outcome)")
            let report = try report(outcome)
            #expect(report.ids("failed").isEmpty && report.ids("inconclusive").isEmpty && !report.isInterrupted)
            #expect(report.ids("passed").count > 200)
            let (junit, html) = (text(rig, "out.xml"), text(rig, "out.html"))
            #expect(junit.contains("failures=\"0\"") && junit.contains("ISO7816_P_1 "))
            #expect(html.contains("ISO7816_P_1") && html.contains("longest-command") && !html.contains("<script"))
            for secret in [card.can, card.mrzInformation] {
                #expect(!junit.contains(secret) && !html.contains(secret) && !outcome.standardOutput.contains(secret))
            }
            let rights = try FileManager.default.attributesOfItem(atPath: rig.folder.path + "/out.html")
            #expect(rights[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("a clone and a changed group fail, with a status of their own, and a line says what was seen")
    func flawed() async throws {
        try await Rig.with { rig in
            let (_, access) = try await lay(rig, ["--clone", "--alter", "DG13"])
            let outcome = try await rig.run(
                "idstation", ["hil", "run", "--suite", "lds", "--suite", "chip-authentication"] + access,
                within: .seconds(120))
            #expect(outcome.status == 12, "\(outcome)")
            #expect(outcome.standardOutput.contains("failed CIS_LDS_6"))
            #expect(outcome.standardOutput.contains("failed ISO7816_II_1"))
        }
    }

    @Test("Ctrl-C ends a run after the running case; it goes on where it was, and on no other card")
    func interruption() async throws {
        try await Rig.with { rig in
            let card = try await Demo(rig: rig).issue([])
            let first = try await rig.insertCard([card.card], says: "inserted")
            let access = ["--can", card.can, "--mrz", card.mrzInformation]
            let arguments = ["hil", "run", "--state", "run.jsonl", "--wrong-passwords"] + access
            let running = try rig.start("idstation", arguments)
            try await running.waitForOutput("20/", within: .seconds(60))
            running.signal(SIGINT)
            let ended = await running.outcome(within: .seconds(60))
            #expect(ended.status == 13, "\(ended)")
            let kept = text(rig, "run.jsonl").split(separator: "\n").count
            #expect(kept > 20 && kept < 300, "\(kept)")
            // A run that is not resumed does not overwrite it.
            let again = try await rig.run("idstation", arguments + ["--json"])
            #expect(again.status == 64 && again.failureCode == "state-not-writable", "\(again)")
            // As a crash would leave it.
            let file = rig.folder.appendingPathComponent("run.jsonl")
            let whole = try Data(contentsOf: file)
            try (whole + Data("{\"id\":\"ISO78".utf8)).write(to: file)
            first.terminate()
            _ = await first.outcome(within: .seconds(10))

            let other = try await Demo(rig: rig).issue("other", country: "country", ["--seed", "9"])
            let second = try await rig.insertCard([other.card], says: "inserted")
            let refused = try await rig.run(
                "idstation",
                ["hil", "run", "--state", "run.jsonl", "--resume", "--wrong-passwords", "--json", "--can", other.can]
                    + ["--mrz", other.mrzInformation], within: .seconds(60))
            #expect(refused.status == 64 && refused.failureCode == "run-differs", "\(refused)")
            second.terminate()
            _ = await second.outcome(within: .seconds(10))

            _ = try await rig.insertCard([card.card], says: "inserted")
            let rest = try await rig.run("idstation", arguments + ["--resume", "--json"], within: .seconds(300))
            #expect(rest.status == 0, "\(rest)")
            let report = try report(rest)
            #expect(!report.isInterrupted && report.ids("failed").isEmpty)
            #expect(Set(report.results.map(\.id)).count == report.results.count && report.results.count > 300)
            let shown = try await rig.run(
                "idstation", ["hil", "report", "--state", "run.jsonl", "--html", "again.html"])
            #expect(shown.status == 0 && text(rig, "again.html").contains("CIS_ROBUST_8"), "\(shown)")
        }
    }

    @Test("a card that leaves in the middle leaves inconclusive cases, and the run ends by itself")
    func lifted() async throws {
        try await Rig.with { rig in
            let card = try await Demo(rig: rig).issue([])
            _ = try await rig.insertCard([card.card, "--fault", "leave@200"], says: "inserted")
            let outcome = try await rig.run(
                "idstation",
                ["hil", "run", "--suite", "plain", "--suite", "pace", "--patience", "1", "--json", "--can", card.can],
                within: .seconds(300))
            #expect(outcome.status == 4, "\(outcome)")
            let report = try report(outcome)
            #expect(!report.ids("inconclusive").isEmpty && !report.ids("passed").isEmpty)
            #expect(report.ids("failed").isEmpty)
        }
    }

    @Test("a reader that cuts answers and takes short APDUs only is found out")
    func reader() async throws {
        try await Rig.with(.running(readers: 1, models: ["acr122u"])) { rig in
            let (_, access) = try await lay(rig)
            let outcome = try await rig.run(
                "idstation", ["hil", "run", "--suite", "reader", "--html", "out.html"] + access, within: .seconds(120))
            #expect(outcome.status == 12, "\(outcome)")
            #expect(outcome.standardOutput.contains("failed READER_4"), "\(outcome)")
            #expect(outcome.standardOutput.contains("longest-answer:"), "\(outcome)")
            #expect(text(rig, "out.html").contains("quirk"))
        }
    }

    @Test("usage: an unknown suite, resuming without a file, a file that is no run")
    func usage() async throws {
        try await Rig.with(.down) { rig in
            let unknown = try await rig.run("idstation", ["hil", "run", "--suite", "nothing", "--json"])
            #expect(unknown.status == 64 && unknown.failureCode == "suite-unknown", "\(unknown)")
            #expect(try await rig.run("idstation", ["hil", "run", "--resume"]).status == 64)
            try Data("{}\n".utf8).write(to: rig.folder.appendingPathComponent("x"))
            let malformed = try await rig.run("idstation", ["hil", "report", "--state", "x", "--json"])
            #expect(malformed.status == 64 && malformed.failureCode == "state-malformed", "\(malformed)")
            let listed = try await rig.run("idstation", ["hil", "list"])
            #expect(listed.status == 0 && listed.standardOutput.contains("ISO7816_P_35"))
            #expect(try await rig.run("idstation", ["hil", "run"]).status == 4, "no pcscd")
        }
    }
}
