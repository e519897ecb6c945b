import Foundation
import Testing

/// A registry with both ports, and a station that gets its certificates by a code: the real programs.
struct InvitedStation {
    let rig: Rig
    let demo: Demo
    let card: Demo.Card
    let registry: RunningProgram
    let publicPort: Int
    let port: Int
    /// What the station's programs find in their environment besides.
    var environment: [String: String] = [:]

    init(_ rig: Rig) async throws {
        self.rig = rig
        demo = Demo(rig: rig)
        card = try await demo.issue()
        let made = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
        #expect(made.status == 0, "\(made)")
        (registry, publicPort, port) = try await Self.serve(rig)
    }

    static func serve(
        _ rig: Rig, port: Int = 0, publicPort: Int = 0
    ) async throws -> (program: RunningProgram, publicPort: Int, port: Int) {
        let program = try rig.start(
            "idregistry", ["serve", "registry", "--port", "\(port)", "--public-port", "\(publicPort)"])
        try await program.waitForOutput("open to everybody on port ")
        try await program.waitForOutput("listening on port ")
        func number(after text: String) throws -> Int {
            let line = try #require(program.standardOutput.split(separator: "\n").first { $0.hasPrefix(text) })
            return try #require(Int(line.dropFirst(text.count)))
        }
        return (program, try number(after: "open to everybody on port "), try number(after: "listening on port "))
    }

    var url: String { "https://localhost:\(publicPort)" }

    /// A code for the station.
    func invite(_ station: String = "test-001", days: Int = 730) async throws -> String {
        struct Told: Decodable { let code: String }
        let outcome = try await rig.run(
            "idregistry",
            [
                "station", "invite", "registry", "--station", station, "--days", "\(days)", "--address",
                "https://localhost:\(port)", "--enrollment", Workspace.root.appendingPathComponent("enrollment").path,
                "--json",
            ])
        #expect(outcome.status == 0, "\(outcome)")
        return try JSONDecoder().decode(Told.self, from: Data(outcome.standardOutput.utf8)).code
    }

    /// Runs the station's program.
    func idstation(_ arguments: [String], input: String? = nil) async throws -> Outcome {
        let program = try #require(Workspace.program("idstation")).path
        return try await rig.run(
            "env", environment.map { "\($0)=\($1)" } + [program] + arguments, input: input, within: .seconds(90))
    }

    /// Enrols the station with the code on its standard input.
    func enrol(_ code: String, _ options: [String] = []) async throws -> Outcome {
        try await idstation(
            ["identity", "enrol", "--station", "station", "--registry", url, "--code", "-", "--json"] + options,
            input: code + "\n")
    }

    struct Shown: Decodable {
        struct Key: Decodable {
            let purpose: String
            let kind: String
            let key: String
            let isUsable: Bool
            let fingerprint: String
        }
        let station: String
        let keys: [Key]
        let isRenewed: Bool?
    }

    static func shown(_ outcome: Outcome) throws -> Shown {
        try JSONDecoder().decode(Shown.self, from: Data(outcome.standardOutput.utf8))
    }

    /// Enrolls the citizen whose card lies on the reader.
    func enroll(_ options: [String] = []) async throws -> Outcome {
        try await idstation(
            ["enroll", "--station", "station", "--can", card.can, "--phone", "0912345678", "--consent", "--json"]
                + options)
    }
}
