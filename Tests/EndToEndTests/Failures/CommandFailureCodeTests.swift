import Foundation
import Testing

/// Failures of the programs that no other test brings about, each by its code: wrong files, a full disk, a machine whose
/// cryptographic library does not work.
@Suite("The programs' failures, by their codes")
struct CommandFailureCodeTests {
    @Test("what is named and is not there, or is something else")
    func files() async throws {
        try await Rig.with(.down) { rig in
            _ = try await Demo(rig: rig).issue()
            try Data("{}".utf8).write(to: rig.folder.appendingPathComponent("empty"))
            // A folder in the place of a certificate: nobody foresaw it.
            try FileManager.default.createDirectory(
                at: rig.folder.appendingPathComponent("terminal/a.cvcert"), withIntermediateDirectories: true)
            let verify = ["verify", "--can", "123456", "--trust", "country/trust"]
            let trust = ["--trust", "country/trust"]
            for (arguments, code) in [
                (verify + ["--policy", "nowhere"], "policy-unknown"),
                (verify + ["--policy", "empty"], "policy-malformed"),
                (["read", "--can", "123456", "--terminal", "nowhere"], "terminal-folder"),
                (["read", "--can", "123456", "--terminal", "terminal"], "internal"),
                (["hil", "report", "--state", "nowhere"], "state-unreadable"),
                (["trust", "import", "empty", "--pin", "empty"] + trust, "certificate-unreadable"),
                (["trust", "export", "--out", "no/such/folder/all.pem"] + trust, "export-failed"),
            ] {
                let outcome = try await rig.run("idstation", arguments + ["--json"])
                #expect(outcome.failureCode == code, "\(arguments): \(outcome)")
            }
        }
    }

    @Test("a machine without random numbers, and one whose OpenSSL has no algorithm that may be used")
    func openSSL() async throws {
        let configurations = [
            "card-randomness-failed": """
            openssl_conf = init
            [init]
            random = generator
            [generator]
            random = NONE
            """,
            "card-crypto-library-failed": """
            openssl_conf = init
            [init]
            alg_section = algorithms
            random = generator
            [algorithms]
            default_properties = fips=yes
            [generator]
            properties = -fips
            seed_properties = -fips
            """,
        ]
        try await Rig.with(.down) { rig in
            let idstation = try #require(Workspace.program("idstation")).path
            for (code, text) in configurations {
                try Data((text + "\n").utf8).write(to: rig.folder.appendingPathComponent("openssl.cnf"))
                let outcome = try await rig.run(
                    "env",
                    [
                        "OPENSSL_CONF=openssl.cnf", idstation, "officer", "new", "--id", "o-1", "--name", "N", "--out",
                        "o-1.json", "--password", "-", "--json",
                    ], input: "four words that differ\n")
                #expect(outcome.status == 8 && outcome.failureCode == code, "\(outcome)")
                #expect(!rig.exists("o-1.json"))
            }
        }
    }

    /// A terminal at which a password is asked for twice: what is typed before it is asked for counts for nothing.
    private static let typist = """
        import os, pty, select, sys
        child, terminal = pty.fork()
        if child == 0: os.execvp(sys.argv[1], sys.argv[1:])
        said = b""
        def read():
            global said
            try: piece = os.read(terminal, 1000)
            except OSError: piece = b""
            said += piece
            return piece
        while b"password: " not in said: read()
        while b"again: " not in said:
            os.write(terminal, b"four words that differ\\n")
            if select.select([terminal], [], [], 5)[0]: read()
        asked = said.index(b"again: ")
        while b"idstation: " not in said[asked:]:
            os.write(terminal, b"four words that agree\\n")
            if select.select([terminal], [], [], 5)[0]: read()
        while read(): pass
        sys.stdout.write(said[said.index(b"{"):].decode().replace("\\r", ""))
        """

    @Test("two passwords that are not the same")
    func passwords() async throws {
        try await Rig.with(.down) { rig in
            let idstation = try #require(Workspace.program("idstation")).path
            let outcome = try await rig.run(
                "python3",
                [
                    "-c", Self.typist, idstation, "officer", "new", "--id", "o-1", "--name", "N", "--out", "o-1.json",
                    "--json",
                ])
            #expect(outcome.failureCode == "password-differs", "\(outcome)")
            #expect(!outcome.standardOutput.contains("four words") && !rig.exists("o-1.json"))
        }
    }

    @Test("a date that is none, reports and runs that cannot be kept, a password that the card has blocked")
    func withCard() async throws {
        try await Rig.with { rig in
            let card = try await Demo(rig: rig).issue(["--tries", "1"])
            _ = try await rig.insertCard([card.card], says: "inserted")
            let verified = try await rig.run(
                "idstation", ["verify", "--can", card.can, "--trust", "country/trust", "--out", "evidence"])
            #expect(verified.status == 0, "\(verified)")
            func code(_ arguments: [String]) async throws -> String? {
                try await rig.run("idstation", arguments + ["--json"]).failureCode
            }
            let again = ["verify", "--evidence", "evidence", "--trust", "country/trust"]
            #expect(try await code(again + ["--at", "yesterday"]) == "date-malformed")

            let suite = ["hil", "run", "--suite", "lds", "--can", card.can, "--mrz", card.mrzInformation]
            let kept = try await rig.run("idstation", suite + ["--state", "run.jsonl"])
            #expect(kept.status == 0, "\(kept)")
            #expect(
                try await code(["hil", "report", "--state", "run.jsonl", "--html", "no/such/folder/out.html"])
                    == "report-not-writable")
            // A disk that takes four kilobytes and no more.
            let idstation = try #require(Workspace.program("idstation")).path
            let full = try await rig.run(
                "sh",
                ["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh", idstation] + suite
                    + ["--state", "full.jsonl", "--json"])
            #expect(full.failureCode == "state-not-written", "\(full)")

            #expect(try await code(["read", "--can", card.wrongCAN]) == "wrong-password")
            #expect(try await code(["read", "--can", card.can]) == "password-blocked")
        }
    }
}
