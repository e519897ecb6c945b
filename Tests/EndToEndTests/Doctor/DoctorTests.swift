import Foundation
import Testing

/// `idstation doctor` before a machine that is in order and one of which part after part is taken away.
@Suite("The doctor, end to end", .serialized, .timeLimit(.minutes(10)))
struct DoctorTests {
    struct Diagnosis: Decodable {
        struct Row: Decodable {
            let id: String
            let state: String
            let finding: String
            let failure: String?
            let found: String
            let remedy: String?
            let values: [String: String]
        }

        let state: String
        let checks: [Row]

        func finding(_ id: String) -> String? { checks.first { $0.id == id }?.finding }
        func row(_ id: String) -> Row? { checks.first { $0.id == id } }
    }

    private func diagnose(_ rig: Rig, _ options: [String] = []) async throws -> (Diagnosis, Outcome) {
        let outcome = try await rig.run("idstation", ["doctor", "--station", "station", "--json"] + options)
        return (try JSONDecoder().decode(Diagnosis.self, from: Data(outcome.standardOutput.utf8)), outcome)
    }

    @Test("a station in order; then without its service, its registry, its key, and with a broken database")
    func station() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (registry, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            _ = try await rig.insertCard([card.card], says: "inserted")
            #expect(try await demo.enroll(card).status == 0)

            let (whole, _) = try await diagnose(rig)
            #expect(whole.finding("folder") == "folder.usable")
            #expect(whole.finding("pcscd") == "pcscd.running")
            #expect(whole.row("pcscd")?.values["version"]?.contains(".") == true)
            #expect(whole.finding("readers") == "readers.ready", "\(String(describing: whole.row("readers")))")
            #expect(whole.finding("registry") == "registry.answers", "\(String(describing: whole.row("registry")))")
            #expect(whole.finding("database") == "database.sound" && whole.row("database")?.values["records"] == "1")
            #expect(whole.finding("key") == "key.answers" && whole.finding("certificate") == "certificate.valid")
            #expect(whole.finding("queue") == "queue.empty" && whole.row("clock")?.state != "wrong")
            #expect(whole.finding("openssl") != nil && whole.checks.count == 23)
            // The card that lies there is still whole to the next reader.
            #expect(try await rig.run("idstation", ["read", "--can", card.can, "--out", "out"]).status == 0)

            await rig.stopService()
            registry.terminate()
            _ = await registry.outcome(within: .seconds(10))
            let (down, outcome) = try await diagnose(rig)
            #expect(outcome.status == 17 && down.state == "wrong", "\(outcome)")
            #expect(down.row("pcscd")?.state == "wrong" && down.row("pcscd")?.remedy?.contains("systemctl") == true)
            #expect(down.finding("readers") == "unknown.after-another")
            #expect(down.finding("registry") == "registry.offline" && down.row("registry")?.failure == "no-connection")

            let database = rig.folder.appendingPathComponent("station/station.sqlite")
            for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database.path + end) }
            try Data(repeating: 0x41, count: 9000).write(to: database)
            try FileManager.default.removeItem(at: rig.folder.appendingPathComponent("station/signing.key"))
            let (broken, _) = try await diagnose(rig)
            #expect(broken.finding("database") == "database.damaged" && broken.finding("key") == "key.unusable")
            #expect(broken.finding("queue") == "unknown.after-another")
            let plain = try await rig.run("idstation", ["doctor", "--station", "station", "--language", "vi"])
            #expect(plain.status == 17 && plain.standardOutput.contains("→ "), "\(plain)")
            #expect(plain.standardOutput.contains("station.sqlite bị hỏng"), "\(plain)")
        }
    }

    @Test("a service that takes connections and says nothing does not hold the doctor up")
    func silentService() async throws {
        try await Rig.with(.down) { rig in
            let silent = try rig.start(
                "python3",
                [
                    "-c",
                    """
                    import socket, time
                    line = socket.socket(socket.AF_UNIX); line.bind("silent"); line.listen(16); print("ready", flush=True)
                    time.sleep(3600)
                    """,
                ])
            try await silent.waitForOutput("ready")
            let idstation = try #require(Workspace.program("idstation")).path
            try Data("station: nowhere\n".utf8).write(to: rig.folder.appendingPathComponent("station.yaml"))
            let outcome = try await rig.run(
                "env",
                [
                    "PCSCLITE_CSOCK_NAME=\(rig.folder.path)/silent", idstation, "doctor", "--config", "station.yaml",
                    "--json",
                ])
            let diagnosis = try JSONDecoder().decode(Diagnosis.self, from: Data(outcome.standardOutput.utf8))
            #expect(diagnosis.finding("pcscd") == "pcscd.silent", "\(outcome)")
            #expect(diagnosis.row("readers")?.state == "unknown" && outcome.status == 17)
            silent.kill()
        }
    }

    @Test("a registry that refuses the station is another thing than one that is not there")
    func refusal() async throws {
        try await Rig.with(.down) { rig in
            let demo = Demo(rig: rig)
            _ = try await demo.issue()
            let (registry, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            // Not asked before: what a registry has seen of a station counts there for two seconds.
            let revoked = try await rig.run(
                "idregistry", ["station", "revoke", "registry", "--station", "test-001", "--reason", "lost"])
            #expect(revoked.status == 0, "\(revoked)")
            let (diagnosis, outcome) = try await diagnose(rig)
            #expect(outcome.status == 17)
            let row = try #require(diagnosis.row("registry"))
            #expect(row.finding == "registry.refuses" && row.failure == "station-revoked", "\(row)")
            registry.terminate()
        }
    }

    @Test("a faulty configuration is one of the checks; without a station there is nothing to look at")
    func configuration() async throws {
        try await Rig.with(.down) { rig in
            let file = rig.folder.appendingPathComponent("station.yaml")
            try Data("station: nowhere\nprot: 1\n".utf8).write(to: file)
            let outcome = try await rig.run("idstation", ["doctor", "--config", "station.yaml", "--json"])
            let diagnosis = try JSONDecoder().decode(Diagnosis.self, from: Data(outcome.standardOutput.utf8))
            #expect(outcome.status == 17)
            #expect(diagnosis.finding("configuration") == "configuration.faulty")
            #expect(diagnosis.finding("folder") == "folder.unusable")
            #expect(diagnosis.finding("pcscd") == "pcscd.down")
            try Data("port: 1\n".utf8).write(to: file)
            let nameless = try await rig.run("idstation", ["doctor", "--config", "station.yaml", "--json"])
            #expect(nameless.status == 64 && nameless.failureCode == "configuration-faulty", "\(nameless)")
        }
    }

    @Test("the report has the checks and the log's codes, and nothing of a person")
    func report() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            _ = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
            try await demo.enlist(port: 1)
            _ = try await rig.insertCard([card.card], says: "inserted")
            #expect(try await demo.enroll(card).status == 7)
            let log = "2026-11-27T09:14:03+0700 host idstation: Nguyễn Văn Tý \(card.mrzInformation) no-connection\n"
            try Data(log.utf8).write(to: rig.folder.appendingPathComponent("station.log"))
            let written = try await rig.run(
                "idstation",
                ["doctor", "--station", "station", "--report", "report.json", "--log", "station.log"])
            #expect([17, 18].contains(written.status), "\(written)")
            let text = try String(contentsOf: rig.folder.appendingPathComponent("report.json"), encoding: .utf8)
            let number = card.mrzInformation.prefix(9)
            for secret in [card.can, card.mrzInformation, String(number), "Nguyễn", "0912345678", rig.folder.path] {
                #expect(!text.contains(secret), "\(secret)")
            }
            #expect(text.contains("\"no-connection\"") && text.contains("2026-11-27T09:14:03"))
            #expect(text.contains("\"test-001\"") && text.contains("queue.waiting"))
            let again = try await rig.run(
                "idstation",
                ["doctor", "--station", "station", "--report", "report.json", "--log", "station.log", "--json"])
            #expect(again.standardOutput.contains("report-not-writable"), "\(again)")
        }
    }

    @Test("the page of the station's condition shows the same checks")
    func page() async throws {
        try await CounterStation.with { counter in
            let page = try await counter.page()
            let rows = try #require(try await page.done("health").view["health"] as? [[String: Any]])
            let (diagnosis, _) = try await diagnose(counter.rig)
            #expect(rows.compactMap { $0["id"] as? String } == diagnosis.checks.map(\.id))
            // Between two looks the queue may move; what cannot move says the same.
            let names = ["fine": "ok", "attention": "warning", "wrong": "failed", "unknown": "unknown"]
            for row in diagnosis.checks where !["queue", "clock", "disk", "fingers", "registry"].contains(row.id) {
                let shown = try #require(rows.first { $0["id"] as? String == row.id })
                #expect(shown["state"] as? String == names[row.state], "\(row.id)")
                #expect((shown["text"] as? [String: String])?["en"] == row.found, "\(row.id)")
            }
        }
    }
}
