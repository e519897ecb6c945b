import Foundation
import Testing

/// Where `./test` puts the program.
enum Schemathesis {
    static let program: String? = {
        let path = Workspace.root.appendingPathComponent(".build/strangers/bin/schemathesis").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()
}

/// Schemathesis makes requests of all kinds out of the registry's own description, and holds the answers against it.
/// Every request is signed, and every answer's signature verified, by http-message-signatures, both from PyPI: `./test`
/// puts them into `.build/strangers`.
@Suite("Schemathesis on the registry's description", .serialized, .enabled(if: Schemathesis.program != nil))
struct SchemathesisTests {
    /// A valid body that the registry must refuse (nobody signed such a record) is no fault, so that
    /// `positive_data_acceptance` cannot be asked for; the other left-out checks need a login or resources that end.
    static let checks = [
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
        "response_schema_conformance", "negative_data_rejection", "unsupported_method", "allow_header_conformance",
    ]

    private func run(tag: String, url: String, in rig: Rig, _ options: [String] = []) async throws -> Outcome {
        let program = try #require(Schemathesis.program)
        let script = Workspace.root.appendingPathComponent("Tests/EndToEndTests/Strangers/registry").path
        let description = Workspace.root.appendingPathComponent("Sources/Registry/OpenAPI/registry.yaml").path
        let settings = [
            "PYTHONPATH=\(script)", "STATION_CERT=station/tls.pem", "STATION_KEY=station/tls.key",
            "REGISTRY_JSON=station/registry.json", "COUNTS=counts.json", "HYPOTHESIS_STORAGE_DIRECTORY=hypothesis",
        ]
        return try await rig.run(
            "env",
            settings + options.filter { $0.contains("=") } + [
                program, "--config-file", "\(script)/schemathesis.toml", "run", description, "--url", url,
                "--include-tag", tag, "--exclude-by", "/x-planned == true",
                "--checks", Self.checks.joined(separator: ","), "--phases", "examples,coverage,fuzzing", "--seed", "7",
                "--max-examples", "25", "--workers", "1", "--generation-database", "none", "--tls-verify",
                "station/station-ca.pem", "--request-timeout", "20", "--no-color",
            ] + options.filter { !$0.contains("=") }, within: .seconds(300))
    }

    @Test("the station listener")
    func station() async throws {
        try await Rig.with(.down) { rig in
            let registry = try await ServingRegistry.start(in: rig)
            let outcome = try await run(
                tag: "station", url: "https://localhost:\(registry.port)", in: rig,
                [
                    "SCHEMATHESIS_HOOKS=signed_requests", "--request-cert", "station/tls.pem", "--request-cert-key",
                    "station/tls.key",
                ])
            #expect(outcome.status == 0, "\(outcome)")
            struct Counts: Decodable { let signed: Int, verified: Int }
            let counts = try JSONDecoder().decode(
                Counts.self, from: Data(contentsOf: rig.folder.appendingPathComponent("counts.json")))
            #expect(counts.signed > 100 && counts.verified > 100, "\(counts)")
            #expect(registry.program.isRunning && !registry.program.standardError.contains(" error "))
        }
    }

    @Test("the public and the operations listener", arguments: ["public", "operations"])
    func others(tag: String) async throws {
        try await Rig.with(.down) { rig in
            // It asks more often than anybody who reads the log.
            let registry = try await ServingRegistry.start(in: rig, ["--public-rate", "0"])
            let url =
                tag == "public"
                ? "https://localhost:\(registry.publicPort)" : "http://127.0.0.1:\(registry.operationsPort)"
            let outcome = try await run(tag: tag, url: url, in: rig)
            #expect(outcome.status == 0, "\(outcome)")
        }
    }
}
