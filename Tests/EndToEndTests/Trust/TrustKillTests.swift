import Foundation
import Testing

/// A machine that stops while `idstation trust import` runs: SIGKILL, at moments spread over an import.
@Suite("A trust import that is killed", .enabled(if: TrustTests.arePresent, "master lists are absent"))
struct TrustKillTests {
    private static let kills = 30

    private func anchors(_ rig: Rig) async throws -> Int {
        let outcome = try await rig.run("idstation", ["trust", "status", "--trust", "trust", "--json"])
        #expect(outcome.status == 0 || outcome.status == 11, "\(outcome)")
        return (try TrustTests.json(outcome) as TrustTests.Status).anchors
    }

    /// The Dutch list is there; the German one, with 216 other certificates, comes on top of it or does not.
    @Test("the store opens and holds all of it or nothing; a normal import succeeds in the end")
    func kill() async throws {
        try await Rig.with(.down) { rig in
            let folder = rig.folder.appendingPathComponent("trust")
            let dutch = ["NL_ML_2026-07-22.ml", "NL_ROOT_CA.cer"]
                .map { TrustTests.lists.appendingPathComponent($0).path }
            let first = ["trust", "import", "--trust", "trust", dutch[0], "--pin", dutch[1]]
            let second = ["trust", "import", "--trust", "trust", TrustTests.german, "--pin", TrustTests.root]
            #expect(try await rig.run("idstation", first).status == 0)
            let before = try Data(contentsOf: folder.appendingPathComponent("trust.sqlite"))
            let start = ContinuousClock.now
            #expect(try await rig.run("idstation", second).status == 0)
            let duration = ContinuousClock.now - start
            #expect(try await anchors(rig) == 627)

            var seen: Set<Int> = []
            var killed = 0
            for round in 0..<Self.kills {
                try? FileManager.default.removeItem(at: folder)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
                try before.write(to: folder.appendingPathComponent("trust.sqlite"))
                let program = try rig.start("idstation", second)
                if round.isMultiple(of: 2) {
                    try await Task.sleep(for: duration * Double(round) / Double(Self.kills))
                } else {
                    // From the first write on: the journal is there until the import is done.
                    let journal = folder.appendingPathComponent("trust.sqlite-journal").path
                    while program.isRunning, !FileManager.default.fileExists(atPath: journal) {
                        try await Task.sleep(for: .microseconds(200))
                    }
                    try await Task.sleep(for: .microseconds(Int.random(in: 0...3000) * (round / 2)))
                }
                program.kill()
                if await program.outcome(within: .seconds(20)).signal == SIGKILL { killed += 1 }
                seen.insert(try await anchors(rig))
            }
            #expect(seen.isSubset(of: [411, 627]), "\(seen)")
            #expect(killed >= Self.kills / 4, "only \(killed) imports were killed in time")
            #expect(try await rig.run("idstation", second).status == 0)
            #expect(try await anchors(rig) == 627)
        }
    }

    @Test("a disk without space: the import fails as a whole and says so")
    func full() async throws {
        try await Rig.with(.down) { rig in
            let list = TrustTests.lists.appendingPathComponent("NL_ML_2026-07-22.ml").path
            let root = TrustTests.lists.appendingPathComponent("NL_ROOT_CA.cer").path
            let program = try #require(Workspace.program("idstation")).path
            #expect(
                try await rig.run("idstation", ["trust", "import", "--trust", "trust", list, "--pin", root]).status == 0
            )
            let before = try #require(
                FileManager.default.attributesOfItem(
                    atPath: rig.folder.appendingPathComponent("trust/trust.sqlite").path)[
                        .size] as? Int)
            // A file that may not grow beyond this much fails a write as a full disk does; dash counts blocks of 512.
            let script = "trap '' XFSZ; ulimit -f \(before / 512 + 8); exec \"$@\""
            let full = try await rig.run(
                "sh",
                ["-c", script, "sh", program, "trust", "import", "--trust", "trust", TrustTests.german]
                    + ["--pin", TrustTests.root, "--json"])
            #expect(full.status == 8 && full.failureCode == "trust-store-full", "\(full)")
            #expect(try await anchors(rig) == 411)
        }
    }

    @Test("into an empty folder: nothing, or everything")
    func empty() async throws {
        try await Rig.with(.down) { rig in
            let folder = rig.folder.appendingPathComponent("trust")
            let command = ["trust", "import", "--trust", "trust", TrustTests.german, "--pin", TrustTests.root]
            var seen: Set<Int> = []
            for _ in 0..<10 {
                try? FileManager.default.removeItem(at: folder)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
                let program = try rig.start("idstation", command)
                let database = folder.appendingPathComponent("trust.sqlite").path
                while program.isRunning, !FileManager.default.fileExists(atPath: database) {
                    try await Task.sleep(for: .microseconds(200))
                }
                try await Task.sleep(for: .microseconds(Int.random(in: 0...40_000)))
                program.kill()
                _ = await program.outcome(within: .seconds(20))
                seen.insert(try await anchors(rig))
            }
            #expect(seen.isSubset(of: [0, 588]), "\(seen)")
            #expect(try await rig.run("idstation", command).status == 0)
            #expect(try await anchors(rig) == 588)
        }
    }
}
