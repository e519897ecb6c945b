import Foundation
import Testing

/// A registry as a program, with all of its listeners, and a station's folder.
struct ServingRegistry {
    let rig: Rig
    let program: RunningProgram
    let port: Int
    let publicPort: Int
    let operationsPort: Int

    /// Makes a country, a registry that trusts it, and a station; starts the registry.
    static func start(in rig: Rig, _ options: [String] = []) async throws -> ServingRegistry {
        let demo = Demo(rig: rig)
        try await demo.issue()
        let made = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
        try #require(made.status == 0, "\(made)")
        let program = try rig.start(
            "idregistry",
            ["serve", "registry", "--port", "0", "--public-port", "0", "--operations-port", "0"] + options)
        try await program.waitForOutput("listening on port ")
        func port(_ words: String) throws -> Int {
            let line = program.standardOutput.split(separator: "\n").first { $0.hasPrefix(words) }
            return try #require(line.flatMap { Int($0.dropFirst(words.count)) }, "\(program.standardOutput)")
        }
        let serving = ServingRegistry(
            rig: rig, program: program, port: try port("listening on port "),
            publicPort: try port("open to everybody on port "),
            operationsPort: try port("metrics and health on port "))
        try await demo.enlist(port: serving.port)
        return serving
    }

    /// What a request by curl gives: the status, and the body. Certificates are the station's.
    func curl(_ url: String, _ options: [String] = []) async throws -> (status: String, body: String) {
        let outcome = try await rig.run(
            "curl",
            [
                "--silent", "--show-error", "--max-time", "30", "--cacert", "station/station-ca.pem", "--cert",
                "station/tls.pem", "--key", "station/tls.key", "--write-out", "\n%{http_code}", url,
            ] + options)
        #expect(outcome.status == 0, "\(outcome)")
        let lines = outcome.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
        return (String(lines.last ?? ""), lines.dropLast().joined(separator: "\n"))
    }
}
