import Foundation
import Testing

/// A counter with everything that is real but its hardware: the station's program, pcscd with a virtual card, a registry,
/// two officers, and a fingerprint scanner that follows a script.
struct CounterStation {
    static let password = "four words that differ"
    static let officer = "o-17"
    static let supervisor = "p-03"

    let rig: Rig
    let demo: Demo
    let card: Demo.Card
    let registry: RunningProgram
    private let scanner: Int
    private(set) var station: RunningProgram
    /// `http://127.0.0.1:PORT/`
    private(set) var address: String

    /// Sets all of it up and runs the body.
    ///
    /// - Parameters:
    ///   - fingers: how the fingerprint scanner behaves, YAML.
    ///   - options: more arguments for `idstation serve`.
    ///   - environment: what it finds in its environment besides.
    static func with(
        fingers script: String = "delay: 20\n", _ options: [String] = [], environment: [String: String] = [:],
        isolation: isolated (any Actor)? = #isolation, _ body: (CounterStation) async throws -> Void
    ) async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (registry, port) = try await demo.startRegistry()
            try await admit(rig, officer, "officer")
            try await admit(rig, supervisor, "supervisor")
            try await demo.enlist(port: port)
            let scanner = try await startScanner(rig, script)
            let (station, address) = try await serve(rig, scanner, options, environment)
            try await body(
                CounterStation(
                    rig: rig, demo: demo, card: card, registry: registry, scanner: scanner, station: station,
                    address: address))
            #expect(!station.standardError.contains(card.can), "the CAN is in the log")
        }
    }

    /// Ends the station as a power cut would, and starts it again.
    mutating func cutPower() async throws {
        station.kill()
        _ = await station.outcome(within: .seconds(10))
        (station, address) = try await Self.serve(rig, scanner, [])
    }

    /// The page with somebody signed in.
    func page(as id: String = officer) async throws -> CounterPage {
        let page = try await CounterPage(address, in: rig)
        try await page.done("sign-in", ["officer": id, "password": Self.password])
        return page
    }

    private static func serve(
        _ rig: Rig, _ scanner: Int, _ options: [String], _ environment: [String: String] = [:]
    ) async throws -> (RunningProgram, String) {
        let program = try #require(Workspace.program("idstation")).path
        let station = try rig.start(
            "env",
            environment.map { "\($0)=\($1)" } + [
                program, "serve", "--station", "station", "--port", "0", "--scanner-ports", "\(scanner)-\(scanner)",
            ] + options)
        try await station.waitForOutput("listening on http://127.0.0.1:")
        let address = try #require(station.standardOutput.firstMatch(of: /listening on (http:\S+\/)/))
        return (station, String(address.1))
    }

    private static func admit(_ rig: Rig, _ id: String, _ role: String) async throws {
        let made = try await rig.run(
            "idstation",
            ["officer", "new", "--id", id, "--name", "Officer \(id)", "--out", "\(id).json", "--password", "-"],
            input: password + "\n")
        #expect(made.status == 0, "\(made)")
        let admitted = try await rig.run(
            "idregistry", ["officer", "admit", "registry", "\(id).json", "--role", role])
        #expect(admitted.status == 0, "\(admitted)")
    }

    /// The scanner's port.
    private static func startScanner(_ rig: Rig, _ script: String) async throws -> Int {
        let devices = rig.folder.appendingPathComponent("station/devices")
        try FileManager.default.createDirectory(at: devices, withIntermediateDirectories: true)
        try Data(script.utf8).write(to: rig.folder.appendingPathComponent("fingers.yaml"))
        let program = try rig.start(
            "idcard", ["fingers", "--port", "0", "--script", "fingers.yaml", "--ca-out", "station/devices/virtual.pem"])
        try await program.waitForOutput("listening on 127.0.0.1, port ")
        return try #require(program.standardOutput.split(separator: " ").last.flatMap { Int($0.filter(\.isNumber)) })
    }
}
