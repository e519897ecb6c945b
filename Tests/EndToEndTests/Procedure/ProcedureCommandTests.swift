import Foundation
import Testing

/// `idstation procedure` and `idregistry procedure bundle`, as programs.
@Suite("Procedures, end to end", .serialized)
struct ProcedureCommandTests {
    private static let shipped = Workspace.root.appendingPathComponent("enrollment")

    /// A registry, a station, and a folder `enrollment` of the rig's own.
    private func prepare(_ rig: Rig) async throws {
        let demo = Demo(rig: rig)
        try await demo.issue()
        let made = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
        #expect(made.status == 0, "\(made)")
        try await demo.enlist(port: 1)
        try FileManager.default.copyItem(at: Self.shipped, to: rig.folder.appendingPathComponent("enrollment"))
    }

    private func bundle(_ rig: Rig, _ out: String) async throws -> Outcome {
        try await rig.run(
            "idregistry",
            [
                "procedure", "bundle", "registry", "--from", "enrollment", "--without", "bench-enrollment", "--out",
                out, "--json",
            ])
    }

    private func edit(_ rig: Rig, _ path: String, _ right: String, _ wrong: String) throws {
        let file = rig.folder.appendingPathComponent("enrollment/\(path)")
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(right))
        try text.replacingOccurrences(of: right, with: wrong).write(to: file, atomically: true, encoding: .utf8)
    }

    private struct List: Decodable {
        struct Row: Decodable {
            let id: String
            let version: Int?
            let findings: Int
        }
        let bundle: Int?
        let procedures: [Row]

        func version(_ id: String) -> Int? { procedures.first { $0.id == id }?.version }
    }

    private func list(_ rig: Rig) async throws -> List {
        let outcome = try await rig.run("idstation", ["procedure", "list", "--station", "station", "--json"])
        #expect(outcome.status == 0, "\(outcome)")
        return try JSONDecoder().decode(List.self, from: Data(outcome.standardOutput.utf8))
    }

    @Test("the shipped procedures have no findings; a bad one is told with its place, and exit status 14")
    func check() async throws {
        try await Rig.with(.down) { rig in
            try FileManager.default.copyItem(at: Self.shipped, to: rig.folder.appendingPathComponent("enrollment"))
            let names = try FileManager.default.contentsOfDirectory(
                atPath: rig.folder.appendingPathComponent("enrollment/procedures").path
            ).sorted().map { "enrollment/procedures/\($0)" }
            let good = try await rig.run("idstation", ["procedure", "check"] + names)
            #expect(good.status == 0 && good.standardOutput.matches(of: /no findings/).count == names.count, "\(good)")
            try edit(rig, "procedures/level-2-account.yaml", "next: consent\n", "next: signature\n")
            try FileManager.default.removeItem(
                at: rig.folder.appendingPathComponent("enrollment/consents/level-2-account.v2.en.txt"))
            let bad = try await rig.run("idstation", ["procedure", "check"] + names + ["--json"])
            #expect(bad.status == 14, "\(bad)")
            for code in ["seals-without-consent", "unreachable-step", "missing-consent-text"] {
                #expect(bad.standardOutput.contains("\"code\" : \"\(code)\""), "\(bad)")
            }
            try edit(rig, "procedures/lock-account.yaml", "version: 1\nform", "versoin: 1\nform")
            let unread = try await rig.run(
                "idstation", ["procedure", "check", "enrollment/procedures/lock-account.yaml"])
            #expect(unread.status == 14 && unread.standardOutput.contains("line 5: unknown key “versoin”"), "\(unread)")
            let absent = try await rig.run("idstation", ["procedure", "check", "nothing.yaml", "--json"])
            #expect(absent.status == 64 && absent.failureCode == "file-unreadable", "\(absent)")
        }
    }

    @Test("a registry signs, a station takes it; older, changed and faulty ones are refused and change nothing")
    func bundles() async throws {
        try await Rig.with(.down) { rig in
            try await prepare(rig)
            #expect(try await list(rig).bundle == nil)
            let first = try await bundle(rig, "1.bundle")
            #expect(first.status == 0, "\(first)")
            let taken = try await rig.run("idstation", ["procedure", "import", "--station", "station", "1.bundle"])
            #expect(taken.status == 0 && taken.standardOutput.contains("bundle 1: installed"), "\(taken)")
            try edit(rig, "procedures/level-2-account.yaml", "version: 2\nform", "version: 3\nform")
            #expect(try await bundle(rig, "2.bundle").status == 0)
            #expect(
                try await rig.run("idstation", ["procedure", "import", "--station", "station", "2.bundle"]).status == 0)
            let listed = try await list(rig)
            #expect(
                listed.bundle == 2 && listed.version("level-2-account") == 3 && listed.procedures.count == 8
                    && listed.version("bench-enrollment") == nil)

            let older = try await rig.run(
                "idstation", ["procedure", "import", "--station", "station", "1.bundle", "--json"])
            #expect(older.status == 14 && older.failureCode == "rollback", "\(older)")
            try edit(rig, "procedures/level-2-account.yaml", "draftHours: 72", "draftHours: 24")
            #expect(try await bundle(rig, "3.bundle").status == 0)
            let silent = try await rig.run(
                "idstation", ["procedure", "import", "--station", "station", "3.bundle", "--json"])
            #expect(silent.status == 14 && silent.failureCode == "number-reused", "\(silent)")
            try edit(rig, "procedures/level-2-account.yaml", "next: consent\n", "next: signature\n")
            let faulty = try await bundle(rig, "4.bundle")
            #expect(faulty.status == 14 && faulty.standardError.contains("seals-without-consent"), "\(faulty)")
            #expect(!FileManager.default.fileExists(atPath: rig.folder.appendingPathComponent("4.bundle").path))
            #expect(try await list(rig).bundle == 2)
            let shown = try await rig.run(
                "idstation", ["procedure", "show", "level-2-account", "--station", "station", "--language", "vi"])
            #expect(shown.status == 0 && shown.standardOutput.contains("Cán bộ ký hồ sơ"), "\(shown)")
        }
    }

    @Test("an import that is killed: the old procedures or the new ones, whole")
    func kill() async throws {
        try await Rig.with(.down) { rig in
            try await prepare(rig)
            #expect(try await bundle(rig, "1.bundle").status == 0)
            #expect(
                try await rig.run("idstation", ["procedure", "import", "--station", "station", "1.bundle"]).status == 0)
            try edit(rig, "procedures/level-2-account.yaml", "version: 2\nform", "version: 3\nform")
            #expect(try await bundle(rig, "2.bundle").status == 0)
            let second = ["procedure", "import", "--station", "station", "2.bundle"]
            let folder = rig.folder.appendingPathComponent("station/procedure-bundles")
            let start = ContinuousClock.now
            #expect(try await rig.run("idstation", second).status == 0)
            let duration = ContinuousClock.now - start
            var seen: Set<Int> = []
            let rounds = 24
            for round in 0..<rounds {
                for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "1.json" {
                    try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
                }
                let program = try rig.start("idstation", second)
                if round.isMultiple(of: 2) {
                    try await Task.sleep(for: duration * Double(round) / Double(rounds))
                } else {
                    // From the first write on.
                    func isWriting() -> Bool {
                        (try? FileManager.default.contentsOfDirectory(atPath: folder.path).count > 1) ?? false
                    }
                    while program.isRunning, !isWriting() { try await Task.sleep(for: .microseconds(100)) }
                }
                program.kill()
                _ = await program.outcome(within: .seconds(20))
                let listed = try await list(rig)
                let number = try #require(listed.bundle)
                #expect(
                    listed.version("level-2-account") == number + 1 && listed.procedures.allSatisfy { $0.findings == 0 }
                )
                seen.insert(number)
            }
            #expect(seen.isSubset(of: [1, 2]) && seen.contains(1), "\(seen)")
            #expect(try await rig.run("idstation", second).status == 0)
            #expect(try await list(rig).bundle == 2)
        }
    }
}
