import Foundation
import Testing

/// `idcard test-terminal` on terminals that do well, and on some that do not.
@Suite("The suite for terminals, end to end", .timeLimit(.minutes(10)))
struct TerminalTests {
    static let cases = 42

    private func test(_ rig: Rig, _ options: [String], _ terminal: [String]) async throws -> Outcome {
        try await rig.run(
            "idcard", ["test-terminal", "--reader", "unix:\(rig.readers[0])"] + options + ["--run"] + terminal,
            within: .seconds(500))
    }

    @Test("the station accepts what it must and refuses what it must")
    func station() async throws {
        let station = try #require(Workspace.program("idstation")).path
        try await Rig.with { rig in
            let outcome = try await test(
                rig, [],
                [station, "verify", "--can", "{can}", "--mrz", "{mrz}", "--patience", "0", "--trust", "{trust}"])
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.standardOutput.contains("passed \(Self.cases), failed 0"), "\(outcome.standardOutput)")
        }
    }

    @Test("a terminal that accepts all, one that accepts none, and one that dies are found out")
    func bad() async throws {
        try await Rig.with { rig in
            for (terminal, name, status) in [
                (["true"], "IS_CLONE", 12), (["false"], "IS_GENUINE_cccd-2021", 12), (["false"], "IS_CLONE", 0),
                (["true"], "IS_GENUINE_cccd-2021", 0), (["sh", "-c", "kill -9 $$"], "IS_CLONE", 12),
                (["no-such-terminal"], "IS_CLONE", 12),
            ] as [([String], String, Int32)] {
                let outcome = try await test(rig, ["--json", "--case", name], terminal)
                #expect(outcome.status == status, "\(terminal) \(outcome)")
                #expect(outcome.standardOutput.contains("\"passed\":\(status == 0)"), "\(outcome)")
            }
            #expect(try await test(rig, ["--case", "IS_NOTHING"], ["true"]).status == 64)
        }
    }
}
