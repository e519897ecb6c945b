import Foundation
import Testing

/// Officers, rosters and the audit log with the real programs, real TLS and real databases.
@Suite("Officers, end to end", .serialized)
struct OfficerTests {
    static let password = "four words that differ\n"

    struct Entry: Decodable {
        let number: Int
        let officer: String?
        let action: String
    }

    private func with(_ body: (Rig, Demo) async throws -> Void) async throws {
        try await Rig.with(.down) { rig in
            let demo = Demo(rig: rig)
            _ = try await demo.issue()
            let made = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
            #expect(made.status == 0, "\(made)")
            try await body(rig, demo)
        }
    }

    /// Makes an officer's keys, and has the registry admit him.
    private func admit(_ rig: Rig, _ id: String, _ role: String, _ options: [String] = []) async throws {
        let made = try await rig.run(
            "idstation", ["officer", "new", "--id", id, "--name", "Officer", "--out", "\(id).json", "--password", "-"],
            input: Self.password)
        #expect(made.status == 0, "\(made)")
        let admitted = try await rig.run(
            "idregistry", ["officer", "admit", "registry", "\(id).json", "--role", role] + options)
        #expect(admitted.status == 0, "\(admitted)")
    }

    private func attempt(_ rig: Rig, _ id: String, _ password: String = password) async throws -> Outcome {
        try await rig.run(
            "idstation", ["officer", "try", "--station", "station", "--id", id, "--password", "-", "--json"],
            input: password)
    }

    private func log(_ rig: Rig, _ program: String, _ arguments: [String]) async throws -> [Entry] {
        let shown = try await rig.run(program, ["audit", "show"] + arguments + ["--json"])
        #expect(shown.status == 0, "\(shown)")
        return try JSONDecoder().decode([Entry].self, from: Data(shown.standardOutput.utf8))
    }

    @Test("an officer is made, admitted, carried to a station that is offline, signs in, is locked out, is removed")
    func offline() async throws {
        try await with { rig, demo in
            try await admit(rig, "o-17", "supervisor")
            // A station that is enlisted now knows him at once.
            try await demo.enlist(port: 1)
            #expect(try await attempt(rig, "o-17").status == 0)
            try await admit(rig, "o-18", "officer", ["--station", "test-002"])
            let unknown = try await attempt(rig, "o-18")
            #expect(unknown.status == 15 && unknown.failureCode == "officer-or-password-wrong", "\(unknown)")

            let signed = try await rig.run("idregistry", ["officer", "roster", "registry", "--out", "roster.p7s"])
            #expect(signed.status == 0, "\(signed)")
            func take(_ file: String) async throws -> Outcome {
                try await rig.run("idstation", ["officer", "import", "--station", "station", file, "--json"])
            }
            let taken = try await take("roster.p7s")
            #expect(taken.status == 0 && taken.standardOutput.contains(#""officers" : 2"#), "\(taken)")
            let forged = try await take("station/tls.pem")
            #expect(forged.status == 11 && forged.failureCode == "roster-refused", "\(forged)")
            // A new password counts as soon as the registry has admitted him by it.
            let changed = try await rig.run(
                "idstation",
                [
                    "officer", "password", "--station", "station", "--id", "o-18", "--out", "new.json", "--password",
                    "-",
                ],
                input: Self.password + "four other words, then\n")
            #expect(changed.status == 0, "\(changed)")
            let elsewhere = try await attempt(rig, "o-18")
            #expect(elsewhere.failureCode == "officer-not-at-this-station", "\(elsewhere)")

            // Each try is a process of its own.
            for _ in 0..<5 {
                #expect(try await attempt(rig, "o-17", "wrong\n").failureCode == "officer-or-password-wrong")
            }
            let locked = try await attempt(rig, "o-17")
            #expect(locked.status == 15 && locked.failureCode == "officer-locked-out", "\(locked)")
            let listed = try await rig.run("idstation", ["officer", "list", "--station", "station", "--json"])
            #expect(listed.standardOutput.contains("lockedUntil"), "\(listed)")

            let renewed = try await rig.run(
                "idregistry", ["officer", "admit", "registry", "new.json", "--role", "officer"])
            #expect(renewed.status == 0 && renewed.standardOutput.contains("in the place of"), "\(renewed)")
            #expect(try await rig.run("idregistry", ["officer", "remove", "registry", "o-17"]).status == 0)
            #expect(try await rig.run("idregistry", ["officer", "remove", "registry", "o-17"]).status != 0)
            _ = try await rig.run("idregistry", ["officer", "roster", "registry", "--out", "next.p7s"])
            #expect(try await take("next.p7s").status == 0)
            let older = try await take("roster.p7s")
            #expect(older.status == 11, "\(older)")
            #expect(try await attempt(rig, "o-17").failureCode == "officer-or-password-wrong")
            #expect(try await attempt(rig, "o-18", "four other words, then\n").status == 0)
        }
    }

    @Test("online the station fetches the roster and sends its audit log, which both can check")
    func online() async throws {
        try await with { rig, demo in
            let (registry, port) = try await demo.serve(port: 0)
            try await demo.enlist(port: port)
            func fetch() async throws -> Outcome {
                try await rig.run("idstation", ["officer", "import", "--station", "station", "--json"])
            }
            let none = try await fetch()
            #expect(none.status == 6 && none.failureCode == "no-roster", "\(none)")
            #expect(try await attempt(rig, "o-17").failureCode == "roster-missing")
            // The registry that runs sees the officer.
            try await admit(rig, "o-17", "officer")
            let fetched = try await fetch()
            #expect(fetched.status == 0 && fetched.standardOutput.contains(#""isNew" : true"#), "\(fetched)")
            #expect(try await attempt(rig, "o-17").status == 0)

            let atStation = ["--station", "station"]
            let sent = try await rig.run("idstation", ["audit", "send"] + atStation)
            #expect(sent.status == 0, "\(sent)")
            #expect(try await rig.run("idstation", ["audit", "send"] + atStation).status == 0)
            let (here, there) = (
                try await log(rig, "idstation", atStation),
                try await log(rig, "idregistry", ["registry", "--station", "test-001"])
            )
            #expect(here.map(\.action) == ["roster-taken", "sign-in", "sign-out"])
            #expect(there.map(\.action) == here.map(\.action) && here[1].officer == "o-17")
            let checked = try await rig.run("idstation", ["audit", "check", "--json"] + atStation)
            #expect(checked.status == 0 && checked.standardOutput.contains(#""atRegistry" : 3"#), "\(checked)")
            let kept = try await rig.run("idregistry", ["audit", "check", "registry", "--station", "test-001"])
            #expect(kept.status == 0, "\(kept)")

            // Somebody begins the log anew.
            for name in ["officers.sqlite", "officers.sqlite-wal", "officers.sqlite-shm"] {
                try? FileManager.default.removeItem(at: rig.folder.appendingPathComponent("station/\(name)"))
            }
            #expect(try await fetch().status == 0)
            #expect(try await attempt(rig, "o-17", "wrong\n").status == 15)
            for arguments in [["audit", "check", "--json"], ["audit", "send", "--json"]] {
                let forked = try await rig.run("idstation", arguments + atStation)
                #expect(forked.status == 16 && forked.failureCode == "audit-forked", "\(forked)")
            }
            let alone = try await rig.run("idstation", ["audit", "check", "--offline"] + atStation)
            #expect(alone.status == 0, "\(alone)")

            registry.terminate()
            _ = await registry.outcome(within: .seconds(10))
            let down = try await rig.run("idstation", ["audit", "send", "--json"] + atStation)
            #expect(down.status == 7 && down.failureCode == "no-connection", "\(down)")
            // No name and no identity that was typed lies in the registry's log.
            #expect(!registry.standardError.contains("o-17") && !registry.standardError.contains("Officer"))
        }
    }

    @Test("a station that serves takes the roster and sends its audit log by itself")
    func serving() async throws {
        try await with { rig, demo in
            let (_, port) = try await demo.serve(port: 0)
            try await demo.enlist(port: port)
            try await admit(rig, "o-17", "officer")
            let station = try rig.start("idstation", ["serve", "--station", "station", "--port", "0"])
            try await station.waitForOutput("roster taken")
            var there: [Entry] = []
            for _ in 0..<100 where there.isEmpty && station.isRunning {
                try await Task.sleep(for: .milliseconds(200))
                there = try await log(rig, "idregistry", ["registry", "--station", "test-001"])
            }
            #expect(there.map(\.action) == ["roster-taken"])
            #expect(try await attempt(rig, "o-17").status == 0)
            station.terminate()
            #expect(await station.outcome(within: .seconds(30)).status == 0)
        }
    }

    @Test("keys that are not made, officers who are not admitted")
    func wrong() async throws {
        try await with { rig, demo in
            func new(_ id: String, _ password: String, out: String = "x.json") async throws -> Outcome {
                try await rig.run(
                    "idstation",
                    ["officer", "new", "--id", id, "--name", "N", "--out", out, "--password", "-", "--json"],
                    input: password)
            }
            let weak = try await new("o-1", "short\n")
            #expect(weak.status == 64 && weak.failureCode == "password-refused", "\(weak)")
            let missing = try await new("o-1", "")
            #expect(missing.status == 64 && missing.failureCode == "password-missing", "\(missing)")
            #expect(try await new("Officer One", Self.password).status == 64)
            #expect(try await new("o-1", Self.password).status == 0)
            let mode =
                try FileManager.default.attributesOfItem(
                    atPath: rig.folder.appendingPathComponent("x.json").path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let taken = try await new("o-1", Self.password)
            #expect(taken.status == 64 && taken.failureCode == "file-unwritable", "\(taken)")
            // A password as an argument is not taken.
            let seen = try await rig.run(
                "idstation",
                [
                    "officer", "new", "--id", "o-2", "--name", "N", "--out", "y.json", "--password",
                    "four words that differ",
                ])
            #expect(seen.status == 64, "\(seen)")

            let file = rig.folder.appendingPathComponent("x.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacing(#""id":"o-1""#, with: #""id":"o-2""#).utf8).write(to: file)
            let stolen = try await rig.run(
                "idregistry", ["officer", "admit", "registry", "x.json", "--role", "officer"])
            #expect(stolen.status != 0 && stolen.standardError.contains("malformed-officer"), "\(stolen)")
        }
    }
}
