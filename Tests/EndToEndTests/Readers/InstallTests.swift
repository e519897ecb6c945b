import Foundation
import Testing

/// `drivers/virtual-reader/install` and `uninstall`, as the README there gives them.
@Suite("The virtual reader is installed and taken away", .timeLimit(.minutes(3)))
struct InstallTests {
    private static let drivers = Workspace.root.appendingPathComponent("drivers/virtual-reader").path
    private static let configuration = "etc/reader.conf.d/chip-id-virtual-reader"

    private func run(_ rig: Rig, _ name: String, _ arguments: String...) async throws -> Outcome {
        try await rig.run("\(Self.drivers)/\(name)", ["--destdir", rig.folder.path + "/root"] + arguments)
    }

    private func files(_ rig: Rig) throws -> [String] {
        let root = rig.folder.appendingPathComponent("root")
        return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    }

    @Test("pcscd loads what was installed from where it was installed, and nothing is left afterwards")
    func installed() async throws {
        try await Rig.with(.down) { rig in
            let isRoot = geteuid() == 0
            let script = Workspace.root.appendingPathComponent("Tests/EndToEndTests/Readers/installed.sh").path
            let outcome = try await rig.run(
                "unshare", [isRoot ? "-m" : "-rm", "--propagation", "private", "sh", script, Self.drivers])
            #expect(outcome.status == 0, "\(outcome)")
            let parts = outcome.standardOutput.split(separator: "== ")
            try #require(parts.count == 3, "\(outcome)")
            func readers(_ part: Substring) -> Int { part.matches(of: /chip-id virtual reader 0[0-9] 00/).count }
            #expect(readers(parts[0]) == 3 && readers(parts[1]) == 1 && readers(parts[2]) == 0, "\(outcome)")
            let group = isRoot ? "daemon" : "[a-z]+"
            for number in 0...1 {
                let line = try Regex("/run/chip-id/reader-\(number).sock 660 \(group)")
                #expect(parts[0].contains(line), "\(outcome)")
            }
            #expect(parts[1].contains("/run/chip-id/reader-0.sock 600"))
            #expect(parts.prefix(2).allSatisfy { $0.contains("systemctl restart pcscd") })
            #expect(parts[2].contains("nothing is installed") && parts[2].contains("nothing is left"), "\(outcome)")
        }
    }

    @Test("twice is as once, and a smaller set replaces a larger one")
    func twice() async throws {
        try await Rig.with(.down) { rig in
            #expect(try await run(rig, "install", "--readers", "3", "--tcp", "35963").status == 0)
            let first = try files(rig)
            #expect(try await run(rig, "install", "--readers", "1", "--model", "omnikey").status == 0)
            #expect(try files(rig) == first)
            let written = try String(
                contentsOf: rig.folder.appendingPathComponent("root/\(Self.configuration)"), encoding: .utf8)
            #expect(written.matches(of: /DEVICENAME/).count == 1 && written.contains("reader-0.sock?model=omnikey\""))
            #expect(try await run(rig, "uninstall").status == 0)
            #expect(try files(rig).isEmpty)
            let again = try await run(rig, "uninstall")
            #expect(again.status == 0 && again.standardOutput == "nothing is installed\n")
        }
    }

    @Test("files that are not of it, or were changed, are not touched", arguments: [true, false])
    func others(isTheirs: Bool) async throws {
        try await Rig.with(.down) { rig in
            let file = rig.folder.appendingPathComponent("root/\(Self.configuration)")
            if isTheirs {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data("theirs\n".utf8).write(to: file)
            } else {
                #expect(try await run(rig, "install").status == 0)
                let handle = try FileHandle(forWritingTo: file)
                try handle.seekToEnd()
                try handle.write(contentsOf: Data("# mine\n".utf8))
                try handle.close()
            }
            let before = try Data(contentsOf: file)
            let list = try files(rig)
            let refused = try await run(rig, "install", "--readers", "2")
            #expect(refused.status == 73 && refused.standardError.contains(Self.configuration), "\(refused)")
            #expect(try files(rig) == list, "something was written before it looked")
            let removed = try await run(rig, "uninstall")
            #expect(removed.status == (isTheirs ? 0 : 73), "\(removed)")
            #expect(try Data(contentsOf: file) == before)
        }
    }

    @Test("the README's commands, one after the other, and nothing is left")
    func documented() async throws {
        let readme = try String(contentsOfFile: Self.drivers + "/README.md", encoding: .utf8)
        let commands = readme.matches(of: /(?m)^drivers\/virtual-reader\/(install|uninstall)(.*)$/)
        #expect(commands.count == 3)
        try await Rig.with(.down) { rig in
            for command in commands {
                let arguments =
                    ["--destdir", rig.folder.path + "/root"] + command.2.split(separator: " ").map(String.init)
                let outcome = try await rig.run("\(Self.drivers)/\(command.1)", arguments)
                #expect(outcome.status == 0, "\(command.0): \(outcome)")
                #expect(try files(rig).contains(Self.configuration) == (command.1 == "install"))
            }
            #expect(try files(rig).isEmpty)
        }
    }

    @Test(
        "wrong usage changes nothing",
        arguments: [
            ["--readers", "0"], ["--readers", "17"], ["--readers", "x"], ["--tcp", "0"], ["--tcp", "65536"],
            ["--mode", "0777"], ["--mode", "600;id"], ["--group", "a&b"], ["--model", "x\"y"], ["--prefix", "usr"],
            ["--readers"], ["--what"],
        ])
    func usage(_ arguments: [String]) async throws {
        try await Rig.with(.down) { rig in
            let outcome = try await rig.run(
                "\(Self.drivers)/install", ["--destdir", rig.folder.path + "/root"] + arguments)
            #expect(outcome.status == 64, "\(outcome)")
            #expect(!rig.exists("root"))
        }
    }
}
