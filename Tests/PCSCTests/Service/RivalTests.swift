import Foundation
import PCSC
import SmartCard
import Testing
import VirtualCard

extension ServiceTests {
    /// Where continuous integration lacks the package, the test runs and fails.
    static let hasPyscard =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/smartcard/scard")

    /// Another program shares the card and resets it all the time (Debian's pyscard).
    @Suite(
        .desk(readers: 1), .enabled(if: ServiceTests.hasPyscard, "python3-pyscard is not installed"),
        .timeLimit(.minutes(2)))
    struct RivalTests {
        @Test func aResetBeforeTheCardIsOursDoesNoHarm() async throws {
            let rig = try #require(Desk.rig)
            let script = Workspace.root.appendingPathComponent("Tests/EndToEndTests/Readers/client.py").path
            try await withCard(ScriptedCard()) { reader in
                let rival = try rig.start("/usr/bin/python3", [script, "resets", "60"])
                try await rival.waitForOutput("shares")
                for _ in 0..<300 { try await expectSuccess(reader) }
                #expect(rival.isRunning, "\(rival.standardError)")
                rival.kill()
            }
        }
    }
}
