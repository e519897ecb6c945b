import Foundation
import Testing

/// What the registry decides, with the real programs: from the counter to an account, a consumer's events and a mail.
@Suite("Decisions, end to end", .serialized)
struct AdjudicationTests {
    private struct CaseLine: Decodable {
        struct Reason: Decodable { let code: String }
        let number: Int
        let state: String
        let reasons: [Reason]
    }

    private struct Account: Decodable {
        struct Entry: Decodable { let change: String }
        let state: String?
        let level: Int?
        struct Closing: Decodable { let officer: String }
        let history: [Entry]
        let closings: [Closing]
        let signaturesHold: Bool
    }

    private struct Events: Decodable {
        struct Event: Decodable {
            let number: Int
            let kind: String
        }
        let events: [Event]
    }

    private func cases(_ rig: Rig, _ options: [String] = []) async throws -> [CaseLine] {
        let listed = try await rig.run("idregistry", ["case", "list", "registry", "--json"] + options)
        #expect(listed.status == 0, "\(listed)")
        return try JSONDecoder().decode([CaseLine].self, from: Data(listed.standardOutput.utf8))
    }

    private func decide(_ rig: Rig, _ officer: String, _ decision: [String]) async throws -> Outcome {
        try await rig.run(
            "idregistry", ["case", "decide", "registry", "1", "--officer", officer, "--password", "-"] + decision,
            input: CounterStation.password + "\n")
    }

    private func number(_ counter: CounterStation) throws -> String {
        let file = counter.rig.folder.appendingPathComponent("card/files/DG1.bin")
        let zone = String(decoding: try Data(contentsOf: file), as: UTF8.self).drop { $0 != "I" }
        // Doc 9303-5: the optional data of a TD1 card, behind code, issuer, number and its check digit.
        let number = String(zone.dropFirst(15).prefix(12))
        let isNumber = number.allSatisfy { $0.isNumber }
        try #require(isNumber && number.count == 12)
        return number
    }

    private func account(_ counter: CounterStation) async throws -> Account {
        let number = try number(counter)
        let shown = try await counter.rig.run(
            "idregistry", ["account", "show", "registry", "--number", "-", "--json"], input: number + "\n")
        #expect(shown.status == 0 && !shown.standardOutput.contains(number), "\(shown)")
        return try JSONDecoder().decode(Account.self, from: Data(shown.standardOutput.utf8))
    }

    /// The feed as a system behind the registry reads it: with curl.
    private func events(_ rig: Rig, _ port: Int, after: Int, limit: Int, as folder: String) async throws -> Outcome {
        try await rig.run(
            "curl",
            [
                "--silent", "--show-error", "--fail-with-body", "--cacert", "\(folder)/station-ca.pem", "--cert",
                "\(folder)/tls.pem", "--key", "\(folder)/tls.key",
                "https://localhost:\(port)/v1/events?after=\(after)&limit=\(limit)&wait=1",
            ])
    }

    /// Where the registry listens, as it said.
    private static func port(_ counter: CounterStation) throws -> Int {
        try #require(counter.registry.standardOutput.split(separator: " ").last.flatMap { Int($0.filter(\.isNumber)) })
    }

    private func enroll(_ counter: CounterStation) async throws {
        try await record(counter)
        try await counter.delivered(1)
    }

    /// A citizen is enrolled at the counter.
    private func record(_ counter: CounterStation) async throws {
        let portrait = try await counter.portrait()
        _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
        let page = try await counter.page()
        try await page.done("begin", ["procedure": "level-2-account"])
        try await page.done("read-card", ["can": counter.card.can])
        try await page.done("next")
        try await page.done("fields", ["values": ["email": "citizen@example.org"], "focus": "email"])
        try await page.fill(until: "signature", portrait: portrait)
        #expect(try await page.done("sign").isSealed)
    }

    @Test("fingers that nobody checked wait for two officers; their yes opens the account, is told, and is mailed")
    func decided() async throws {
        try await CounterStation.with { counter in
            let rig = counter.rig
            try await enroll(counter)
            let waiting = try await cases(rig)
            #expect(waiting.map(\.state) == ["open"])
            #expect(waiting.first?.reasons.map(\.code) == ["fingers-not-verified"])
            #expect(try await account(counter).state == "pending")

            // Who enrolled does not decide, and a wrong password opens no keys.
            let own = try await decide(rig, CounterStation.officer, ["--approve"])
            #expect(own.status != 0 && own.standardError.contains("enrolled-by-the-same-officer"), "\(own)")
            try await admit(rig, "o-18")
            let wrong = try await rig.run(
                "idregistry",
                ["case", "decide", "registry", "1", "--officer", "o-18", "--password", "-", "--approve"],
                input: "wrong\n")
            #expect(wrong.status != 0 && wrong.standardError.contains("password-refused"), "\(wrong)")
            let first = try await decide(rig, "o-18", ["--approve", "--json"])
            #expect(first.status == 0 && first.standardOutput.contains(#""state":"open""#), "\(first)")
            let opened = try await rig.run(
                "idregistry",
                [
                    "case", "show", "registry", "1", "--open", "--officer", CounterStation.supervisor, "--purpose",
                    "to compare the portrait", "--password", "-",
                ], input: CounterStation.password + "\n")
            #expect(opened.status == 0 && opened.standardOutput.contains("0912345678"), "\(opened.standardError)")
            let second = try await decide(rig, CounterStation.supervisor, ["--approve", "--json"])
            #expect(second.status == 0 && second.standardOutput.contains(#""state":"approved""#), "\(second)")
            let shown = try await rig.run("idregistry", ["case", "show", "registry", "1"])
            #expect(shown.standardOutput.contains("p-03 looked: to compare the portrait"), "\(shown)")
            #expect(!shown.standardOutput.contains("0912345678") && !shown.standardOutput.contains("NOT SIGNED"))
            #expect(try await cases(rig).isEmpty)
            let now = try await account(counter)
            #expect(now.state == "active" && now.level == 2 && now.history.map(\.change) == ["requested", "opened"])

            try await feed(counter)
            try await mail(counter)
            try await close(counter)
        }
    }

    /// Two officers close the account; nothing but standard input has the number and the passwords.
    private func close(_ counter: CounterStation) async throws {
        func close(_ officer: String, _ reason: String = "holder-asked") async throws -> Outcome {
            try await counter.rig.run(
                "idregistry",
                [
                    "account", "close", "registry", "--number", "-", "--reason", reason, "--officer", officer,
                    "--password", "-", "--json",
                ], input: "\(try number(counter))\n\(CounterStation.password)\n")
        }
        let own = try await close(CounterStation.officer)
        #expect(own.status != 0 && own.standardError.contains("enrolled-by-the-same-officer"), "\(own)")
        let first = try await close("o-18")
        #expect(first.status == 0 && first.standardOutput == "{\"state\":\"active\"}\n", "\(first)")
        let second = try await close(CounterStation.supervisor)
        #expect(second.status == 0 && second.standardOutput == "{\"state\":\"closed\"}\n", "\(second)")
        let now = try await account(counter)
        #expect(now.state == "closed" && now.history.map(\.change) == ["requested", "opened", "closed"])
        #expect(now.closings.map(\.officer) == ["o-18", CounterStation.supervisor] && now.signaturesHold)
        let again = try await close("o-18")
        #expect(again.status != 0 && again.standardError.contains("account-closed"), "\(again)")
    }

    /// A consumer that is killed in the middle goes on behind the last number that it kept.
    private func feed(_ counter: CounterStation) async throws {
        let (rig, port) = (counter.rig, try Self.port(counter))
        let made = try await rig.run(
            "idregistry", ["consumer", "registry", "--name", "statistics", "--out", "statistics"])
        #expect(made.status == 0, "\(made)")
        let station = try await events(rig, port, after: 0, limit: 10, as: "station")
        #expect(station.standardOutput.contains("no-consumer"), "\(station)")
        let kept = try await events(rig, port, after: 0, limit: 2, as: "statistics")
        let consumer = try rig.start(
            "curl",
            [
                "--silent", "--cacert", "statistics/station-ca.pem", "--cert", "statistics/tls.pem", "--key",
                "statistics/tls.key", "https://localhost:\(port)/v1/events?after=99&wait=30",
            ])
        consumer.kill()
        _ = await consumer.outcome(within: .seconds(5))
        let rest = try await events(rig, port, after: 2, limit: 10, as: "statistics")
        let all = try [kept, rest].flatMap {
            try JSONDecoder().decode(Events.self, from: Data($0.standardOutput.utf8)).events
        }
        #expect(all.map(\.number) == Array(1...4), "\(rest)")
        #expect(all.map(\.kind) == ["record-queued", "account-requested", "account-opened", "record-approved"])
    }

    /// The shipped hook carries the message to a real SMTP server that refuses the first time.
    private func mail(_ counter: CounterStation) async throws {
        let rig = counter.rig
        let sink = try rig.start(
            "python3",
            [Workspace.root.appendingPathComponent("Tests/EndToEndTests/Adjudication/smtp-sink.py").path, "mails", "1"])
        try await sink.waitForOutput("listening on port ")
        let port = sink.standardOutput.split(separator: " ").last.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        let hook = rig.folder.appendingPathComponent("hook")
        let mail = Workspace.root.appendingPathComponent("packaging/hooks/mail").path
        try Data(
            """
            #!/bin/sh
            export SMTP_URL=smtp://127.0.0.1:\(port) SMTP_TLS=none MAIL_FROM=registry@example.org
            exec \(mail)
            """.utf8
        ).write(to: hook)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
        func notify() async throws -> Outcome {
            try await rig.run(
                "idregistry", ["notify", "registry", "--run", hook.path, "--once", "--retry", "0", "--json"])
        }
        // Tried anew at once after the first refusal: no wait is asked for.
        let outcome = try await notify()
        #expect(outcome.standardOutput.contains(#""delivered":"1""#), "\(outcome)")
        let mails = try String(contentsOf: rig.folder.appendingPathComponent("mails"), encoding: .utf8)
        #expect(mails.contains(#""to": ["citizen@example.org"]"#), "\(mails)")
        #expect(mails.contains("Hồ sơ của bạn đã được phê duyệt.") && mails.components(separatedBy: "\n.\n").count == 2)
        #expect(try await notify().standardOutput.contains(#""delivered":"0""#))
        let dead = try await rig.run("idregistry", ["notify", "registry", "--dead"])
        #expect(dead.standardOutput.contains("no messages were given up"), "\(dead)")
    }

    @Test(
        "where the registry trusts the scanner, the same record is approved by the rule; a scanner it does not know is not"
    )
    func byRule() async throws {
        try await CounterStation.with { counter in
            let rig = counter.rig
            let devices = rig.folder.appendingPathComponent("registry/devices")
            try FileManager.default.createDirectory(at: devices, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: rig.folder.appendingPathComponent("station/devices/virtual.pem"),
                to: devices.appendingPathComponent("virtual.pem"))
            try await enroll(counter)
            #expect(try await cases(rig, ["--all"]).map(\.state) == ["approved"])
            #expect(try await account(counter).state == "active")
        }
    }

    @Test("fingers of a scanner that the registry does not know are refused by their name, for good")
    func strangeScanner() async throws {
        try await CounterStation.with { counter in
            let rig = counter.rig
            let devices = rig.folder.appendingPathComponent("registry/devices")
            try FileManager.default.createDirectory(at: devices, withIntermediateDirectories: true)
            let other = try rig.start(
                "idcard", ["fingers", "--port", "0", "--ca-out", "registry/devices/another.pem"])
            try await other.waitForOutput("listening on")
            try await record(counter)
            let end = ContinuousClock.now.advanced(by: .seconds(60))
            var told = ""
            while !told.contains("fingers-not-trusted"), ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(200))
                told = try await rig.run(
                    "idstation", ["forward", "--station", "station", "--status", "--json"]
                ).standardOutput
            }
            #expect(told.contains("fingers-not-trusted"), "\(told)")
            #expect(try await counter.demo.outbox().map(\.state) == ["refused"])
            #expect(try await cases(rig, ["--all"]).isEmpty)
        }
    }

    private func admit(_ rig: Rig, _ id: String) async throws {
        let made = try await rig.run(
            "idstation",
            ["officer", "new", "--id", id, "--name", "Officer", "--out", "\(id).json", "--password", "-"],
            input: CounterStation.password + "\n")
        #expect(made.status == 0, "\(made)")
        let admitted = try await rig.run(
            "idregistry", ["officer", "admit", "registry", "\(id).json", "--role", "officer"])
        #expect(admitted.status == 0, "\(admitted)")
    }
}
