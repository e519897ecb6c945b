import Foundation
import Testing

/// What README.md says of the programs, held against the programs.
@Suite("The README's claims")
struct DocumentationTests {
    private func readme() throws -> String {
        try String(contentsOf: Workspace.root.appendingPathComponent("README.md"), encoding: .utf8)
    }

    @Test("every exit status of the README stands in the help with the same words")
    func exitStatus() async throws {
        let readme = try readme()
        try await Rig.with(.down) { rig in
            // The help is wrapped to the terminal's width.
            let help = try await rig.run("idstation", ["--help"]).standardOutput
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let rows = readme.matches(of: /\| ([0-9]+) \| (.+) \|/)
            #expect(rows.count == 20)
            for row in rows { #expect(help.contains(" \(row.1) \(row.2)"), "\(row.0)") }
        }
    }

    @Test("every command that the README names has a help")
    func commands() async throws {
        let named = try readme().matches(of: /\| `(idstation|idregistry|idcard) ([a-z-]+(?: [a-z]+)?)/).map {
            ($0.1, $0.2)
        }
        #expect(named.count == 51)
        try await Rig.with(.down) { rig in
            for (program, command) in named {
                let outcome = try await rig.run(
                    String(program), command.split(separator: " ").map(String.init) + ["--help"])
                #expect(
                    outcome.status == 0 && outcome.standardOutput.contains("--json"),
                    "\(program) \(command): \(outcome)")
            }
        }
    }

    @Test("the suites have as many cases as the README says")
    func cases() async throws {
        let readme = try readme()
        try await Rig.with(.down) { rig in
            let listed = try await rig.run("idstation", ["hil", "list", "--json"]).standardOutput
            #expect(readme.contains("\(listed.matches(of: /"id" :/).count) cases in the manner"))
            // TerminalTests counts them as they run.
            #expect(readme.contains("\(TerminalTests.cases) cards, genuine"))
        }
    }

    @Test("the commands that a CI job needs do what the README says")
    func continuousIntegration() async throws {
        let blocks = try readme().components(separatedBy: "```sh\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        let block = try #require(blocks.first { $0.contains("hil run") })
        let lines = block.split(separator: "\n").map(String.init)
        try #require(lines.count == 3 && lines[0].hasPrefix("swift build"))
        let programs = try #require(Workspace.program("idcard")).deletingLastPathComponent().path
        try await Rig.with(.down) { rig in
            for line in lines.dropFirst() {
                let command = line.replacing("drivers/virtual-reader/private-pcscd", with: Workspace.privatePCSCD.path)
                let outcome = try await rig.run("/bin/sh", ["-c", "PATH=\(programs):$PATH; \(command)"])
                #expect(outcome.status == 0, "\(outcome)")
            }
            func text(_ name: String) throws -> String {
                try String(contentsOf: rig.folder.appendingPathComponent("demo/\(name)"), encoding: .utf8)
            }
            #expect(try text("hil.xml").contains("<testsuite") && text("hil.xml").contains("failures=\"0\""))
            #expect(try text("hil.html").contains("ISO7816_"))
        }
    }
}
