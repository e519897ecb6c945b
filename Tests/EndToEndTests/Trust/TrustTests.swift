import Foundation
import Testing

/// `idstation trust` and `idregistry trust` as processes.
@Suite("Trust, end to end")
struct TrustTests {
    static let lists = Workspace.testData.appendingPathComponent("master-lists")
    static let german = lists.appendingPathComponent("DE_ML_2026-05-28-08-28-45.ml").path
    static let root = lists.appendingPathComponent("DE_ROOT_CA_CSCA07.cer").path
    static var arePresent: Bool { FileManager.default.fileExists(atPath: german) }

    struct Status: Decodable {
        struct Warning: Decodable { let code: String }
        let anchors: Int
        let countries: [String: Int]
        let warnings: [Warning]
    }

    struct Listed: Decodable {
        let fingerprint: String
        let country: String
        let sources: [String]
        let added: String?
    }

    struct Report: Decodable {
        struct File: Decodable {
            let kind: String?
            let counts: [String: Int]
        }
        let changed: Bool
        let files: [File]
    }

    static func json<Value: Decodable>(_ outcome: Outcome) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(outcome.standardOutput.utf8))
    }

    @Test("a published list: pinned, listed, removed, exported", .enabled(if: arePresent, "master lists are absent"))
    func published() async throws {
        try await Rig.with(.down) { rig in
            func trust(_ arguments: String...) async throws -> Outcome {
                try await rig.run("idstation", ["trust"] + arguments + ["--trust", "trust", "--json"])
            }
            let refused = try await trust("import", Self.german)
            #expect(refused.status == 11 && refused.standardOutput.contains("not-pinned"), "\(refused)")
            let imported = try await trust("import", Self.german, "--pin", Self.root)
            #expect(imported.status == 0, "\(imported)")
            let report: Report = try Self.json(imported)
            #expect(report.changed && report.files[0].kind == "master-list")
            #expect(report.files[0].counts == ["added": 588])
            let again: Report = try Self.json(try await trust("import", Self.german, "--pin", Self.root))
            #expect(!again.changed && again.files[0].counts == ["already-there": 588])

            let listed: [Listed] = try Self.json(try await trust("list", "--country", "VN"))
            let vietnam = try #require(listed.first)
            #expect(listed.count == 1 && vietnam.sources == ["DE_ML_2026-05-28-08-28-45.ml"])
            let removed = try await trust("remove", String(vietnam.fingerprint.prefix(16)), "--why", "a test")
            #expect(removed.status == 0, "\(removed)")
            let gone = try await trust("show", vietnam.fingerprint)
            #expect(gone.status == 64 && gone.failureCode == "trust-fingerprint-unknown", "\(gone)")
            let without = try await trust("import", Self.german, "--pin", Self.root)
            #expect(without.status == 11 && without.standardOutput.contains(#""code" : "removed""#), "\(without)")

            let status: Status = try Self.json(try await trust("status"))
            #expect(status.anchors == 587 && status.countries["VN"] == nil)
            let exported = try await trust("export", "--out", "all.pem")
            #expect(exported.status == 0, "\(exported)")
            let pem = try String(contentsOf: rig.folder.appendingPathComponent("all.pem"), encoding: .utf8)
            #expect(pem.components(separatedBy: "BEGIN CERTIFICATE").count == 588)
        }
    }

    @Test("a bundle carries trust from the registry to a station; an older one is refused")
    func bundle() async throws {
        try await Rig.with(.down) { rig in
            let demo = Demo(rig: rig)
            _ = try await demo.issue()
            _ = try await demo.issue("other", country: "elsewhere")
            func run(_ program: String, _ arguments: String...) async throws -> Outcome {
                try await rig.run(program, arguments + ["--json"])
            }
            _ = try await run("idregistry", "init", "registry", "--trust", "country/trust")
            try await demo.enlist(port: 1)
            let old = try await run("idregistry", "trust", "bundle", "registry", "--out", "1.bundle")
            #expect(old.status == 0, "\(old)")
            let taken = try await run("idregistry", "trust", "import", "registry", "elsewhere/trust/csca.pem")
            #expect(taken.status == 0, "\(taken)")
            let new = try await run("idregistry", "trust", "bundle", "registry", "--out", "2.bundle")
            #expect(new.standardOutput.contains(#""number":"3""#), "\(new)")

            let imported = try await run("idstation", "trust", "import", "--station", "station", "2.bundle")
            #expect(imported.status == 0, "\(imported)")
            let status = try await run("idstation", "trust", "status", "--station", "station")
            #expect(status.status == 0, "\(status)")
            #expect((try Self.json(status) as Status).anchors == 2)
            let older = try await run("idstation", "trust", "import", "--station", "station", "1.bundle")
            #expect(older.status == 11 && older.standardOutput.contains("rollback"), "\(older)")
            // What the registry trusts no longer, its stations drop with the next bundle.
            let listed: [Listed] = try Self.json(
                try await run("idstation", "trust", "list", "--trust", "registry/trust"))
            let own = try #require(listed.first { $0.sources == ["csca.pem"] && $0.added != nil })
            let removed = try await run(
                "idstation", "trust", "remove", "--trust", "registry/trust", own.fingerprint, "--why", "test")
            #expect(removed.status == 0, "\(removed)")
            _ = try await run("idregistry", "trust", "bundle", "registry", "--out", "3.bundle")
            let less = try await run("idstation", "trust", "import", "--station", "station", "3.bundle")
            #expect(less.status == 0 && less.standardOutput.contains("withdrawn"), "\(less)")
            let left = try await run("idstation", "trust", "status", "--station", "station")
            #expect((try Self.json(left) as Status).anchors == 1)
            // Without the station's authority nobody vouches for a bundle.
            let nobody = try await run("idstation", "trust", "import", "--trust", "trust", "2.bundle")
            #expect(nobody.status == 11 && nobody.standardOutput.contains("no-authority"), "\(nobody)")
        }
    }

    @Test("a file that is not there, a folder that is none, no folder at all")
    func wrong() async throws {
        try await Rig.with(.down) { rig in
            let missing = try await rig.run("idstation", ["trust", "import", "--trust", "t", "nothing", "--json"])
            #expect(missing.status == 64 && missing.failureCode == "file-unreadable", "\(missing)")
            let folder = try await rig.run("idstation", ["trust", "status", "--trust", "nowhere", "--json"])
            #expect(folder.status == 8 && folder.failureCode == "trust-store-unreadable", "\(folder)")
            #expect(try await rig.run("idstation", ["trust", "status"]).status == 64)
        }
    }
}
