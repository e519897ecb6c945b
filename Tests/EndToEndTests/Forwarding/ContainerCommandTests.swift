import Foundation
import Testing

/// Records as files, by the programs; verified by ours and by other people's.
@Suite("Records as files, end to end", .serialized)
struct ContainerCommandTests {
    /// The commands of docs/forwarding.md that verify a record's file with other programs.
    private func documented() throws -> String {
        let text = try String(
            contentsOf: Workspace.root.appendingPathComponent("docs/forwarding.md"), encoding: .utf8)
        let blocks = text.components(separatedBy: "```sh\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        return try #require(blocks.first { $0.contains("unzip") })
    }

    @Test(
        "station and registry write the same file; unzip, Python and OpenSSL take it, as the page says",
        .timeLimit(.minutes(5)))
    func files() async throws {
        try await ForwardingDemo.with { line, _ in
            let rig = line.demo.rig
            try await line.enroll()
            let waiting = try #require(try await line.demo.outbox().first?.record)
            let atStation = try await line.forward(["--record", waiting, "--asic", "record.asics", "--json"])
            #expect(atStation.status == 0, "\(atStation)")
            let early = try await rig.run(
                "idregistry", ["record", "export", "registry", waiting, "--out", "registry.asics"])
            #expect(early.status == 64 && early.standardError.contains("has no record"), "\(early)")
            #expect(try await line.forward().status == 0)
            let atRegistry = try await rig.run(
                "idregistry", ["record", "export", "registry", waiting, "--out", "registry.asics", "--json"])
            #expect(atRegistry.status == 0, "\(atRegistry)")
            #expect(try await rig.run("cmp", ["record.asics", "registry.asics"]).status == 0)

            let verified = try await rig.run(
                "idregistry",
                ["record", "verify", "record.asics", "--trust", "registry/station-ca.pem", "--json"])
            #expect(verified.status == 0 && verified.standardOutput.contains(waiting), "\(verified)")
            #expect(try await rig.run("cp", ["registry/station-ca.pem", "station-ca.pem"]).status == 0)
            let others = try await rig.run("/bin/sh", ["-ec", try documented()])
            #expect(others.status == 0 && others.standardError.contains("successful"), "\(others)")
            let listed = try await rig.run(
                "python3",
                [
                    "-c",
                    """
                    import zipfile
                    archive = zipfile.ZipFile("record.asics")
                    assert archive.testzip() is None
                    for entry in archive.infolist(): print(entry.filename, entry.compress_type, len(entry.extra))
                    print(archive.read("mimetype").decode())
                    """,
                ])
            #expect(
                listed.standardOutput == """
                    mimetype 0 0
                    manifest.json 0 0
                    META-INF/signature.p7s 0 0
                    application/vnd.etsi.asic-s+zip

                    """, "\(listed)")
        }
    }

    @Test("a file that was altered, cut, repacked, or that another authority is asked about", .timeLimit(.minutes(5)))
    func refused() async throws {
        try await ForwardingDemo.with { line, _ in
            let rig = line.demo.rig
            try await line.enroll()
            let id = try #require(try await line.demo.outbox().first?.record)
            #expect(try await line.forward(["--record", id, "--asic", "record.asics"]).status == 0)
            func verify(_ file: String, _ trust: String = "registry/station-ca.pem") async throws -> Outcome {
                try await rig.run("idregistry", ["record", "verify", file, "--trust", trust])
            }
            let whole = try await verify("record.asics")
            #expect(whole.status == 0, "\(whole)")
            let script = """
                head -c 700 record.asics > cut.asics
                mkdir unpacked && cd unpacked && unzip -q ../record.asics && zip -q -X -r ../packed.asics . && cd ..
                idregistry init other --trust country/trust > other.out
                """
            let programs = try #require(Workspace.program("idregistry")).deletingLastPathComponent().path
            let made = try await rig.run("/bin/sh", ["-ec", "PATH=\(programs):$PATH; \(script)"])
            #expect(made.status == 0, "\(made)")
            for file in ["cut.asics", "packed.asics", "country/trust", "nowhere.asics"] {
                let outcome = try await verify(file)
                #expect(outcome.status == 64, "\(file): \(outcome)")
            }
            let stranger = try await verify("record.asics", "other/station-ca.pem")
            #expect(stranger.status == 2 && stranger.standardOutput.isEmpty, "\(stranger)")
            let unknown = try await line.forward(
                ["--record", "0190b2a4-7c00-7000-8000-000000000001", "--asic", "none.asics", "--json"])
            #expect(unknown.status == 64 && unknown.failureCode == "record-unknown", "\(unknown)")
        }
    }
}
