import Foundation
import Testing

/// The station's configuration file before the programs that read it.
@Suite("A station's configuration, end to end")
struct ConfigurationTests {
    private struct Checked: Decodable {
        struct Finding: Decodable, Equatable {
            let code: String
            let fault: Bool
            let line: Int?
            let key: String
            let suggestion: String?
        }
        struct Setting: Decodable, Equatable {
            let key: String
            let value: String?
            let line: Int?
        }
        let findings: [Finding]
        let settings: [Setting]
    }

    private func check(_ rig: Rig, _ yaml: String) async throws -> (outcome: Outcome, checked: Checked) {
        try Data(yaml.utf8).write(to: rig.folder.appendingPathComponent("station.yaml"))
        let outcome = try await rig.run("idstation", ["config", "check", "station.yaml", "--json"])
        return (outcome, try JSONDecoder().decode(Checked.self, from: Data(outcome.standardOutput.utf8)))
    }

    @Test("config check tells every wrong line and what was meant, and what holds where nothing is wrong")
    func check() async throws {
        try await Rig.with(.down) { rig in
            _ = try await Demo(rig: rig).issue()
            _ = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
            try await Demo(rig: rig).enlist(port: 1)

            let (outcome, wrong) = try await check(rig, "station: nowhere\nprot: 8080\nport: 70000\nreader: A")
            #expect(outcome.status == 64, "\(outcome)")
            #expect(
                wrong.findings == [
                    .init(code: "unknown-key", fault: true, line: 2, key: "prot", suggestion: "port"),
                    .init(code: "out-of-range", fault: true, line: 3, key: "port", suggestion: nil),
                    .init(code: "not-there", fault: true, line: 1, key: "station", suggestion: nil),
                ])

            let (held, right) = try await check(rig, "station: station\nport: 0\ncode-scanner: /dev/no-scanner")
            #expect(held.status == 0, "\(held)")
            #expect(right.findings.map(\.code) == ["device-away"])
            #expect(right.settings.contains(.init(key: "port", value: "0", line: 2)))
            #expect(right.settings.contains(.init(key: "language", value: "vi", line: nil)))
            let plain = try await rig.run("idstation", ["config", "check", "station.yaml"])
            #expect(plain.standardOutput.contains("port: 0 (line 2)"), "\(plain)")

            let none = try await rig.run("idstation", ["config", "check", "nowhere.yaml", "--json"])
            #expect(none.status == 64 && none.failureCode == "file-unreadable", "\(none)")
        }
    }

    @Test("every option of serve is a key of the file, and every key an option")
    func options() async throws {
        let sample = try String(
            contentsOf: Workspace.root.appendingPathComponent("packaging/config/station.yaml"), encoding: .utf8)
        let keys = Set(
            sample.split(separator: "\n").compactMap { $0.wholeMatch(of: /#?([a-z-]+): .+/).map { String($0.1) } })
        try await Rig.with(.down) { rig in
            let help = try await rig.run("idstation", ["serve", "--help"]).standardOutput
            let options = Set(help.matches(of: /\n  (?:-[a-z], )?--([a-z-]+)/).map { String($0.1) })
            #expect(options.subtracting(["config", "json", "version", "help"]) == keys)
        }
    }

    @Test("serve takes the file's word, the command line's before it, and refuses a file with a wrong line")
    func serve() async throws {
        try await Rig.with(.down) { rig in
            let demo = Demo(rig: rig)
            _ = try await demo.issue()
            _ = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
            try await demo.enlist(port: 1)
            let file = rig.folder.appendingPathComponent("station.yaml")
            try Data("station: station\nport: 1\nkiosk: true\nlanguage: en\n".utf8).write(to: file)
            let station = try rig.start("idstation", ["serve", "--config", "station.yaml", "--port", "0"])
            try await station.waitForOutput("listening on http://127.0.0.1:")
            let address = try #require(station.standardOutput.split(separator: " ").last)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let page = try await rig.run("curl", ["-s", address]).standardOutput
            #expect(page.contains("lang=\"en\"") && page.contains("kiosk.js"), "\(page.prefix(600))")
            station.terminate()
            #expect(await station.outcome(within: .seconds(15)).status == 0)

            try Data("station: station\nprot: 1\n".utf8).write(to: file)
            let refused = try await rig.run("idstation", ["serve", "--config", "station.yaml", "--json"])
            #expect(refused.status == 64 && refused.failureCode == "configuration-faulty", "\(refused)")
            try Data("port: 0\n".utf8).write(to: file)
            let nameless = try await rig.run("idstation", ["serve", "--config", "station.yaml", "--json"])
            #expect(nameless.failureCode == "configuration-faulty", "\(nameless)")
            for wrong in [["--bandwidth", "1"], ["--scanner-ports", "1-900"], ["--port", "-1"]] {
                let outcome = try await rig.run("idstation", ["serve", "--station", "station"] + wrong)
                #expect(outcome.status == 64, "\(outcome)")
            }
        }
    }
}
