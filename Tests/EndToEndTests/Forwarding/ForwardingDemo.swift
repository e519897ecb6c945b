import Foundation
import TestData
import Testing

/// A demo whose station reaches its registry through a line that a test can break.
struct ForwardingDemo {
    let demo: Demo
    let card: Demo.Card
    let proxy: CuttingProxy
    let port: Int

    /// Runs the body with a registry, a station behind the line, and a card on the reader.
    static func with(
        cuttingAfter limits: [Int] = [], _ body: (ForwardingDemo, RunningProgram) async throws -> Void
    ) async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (registry, port) = try await demo.startRegistry()
            let proxy = try CuttingProxy(to: port, cuttingAfter: limits)
            defer { proxy.close() }
            try await demo.enlist(port: proxy.port)
            _ = try await rig.insertCard([card.card], says: "inserted")
            try await body(ForwardingDemo(demo: demo, card: card, proxy: proxy, port: port), registry)
        }
    }

    /// Enrolls without a network.
    func enroll(_ options: [String] = []) async throws {
        let outcome = try await demo.enroll(card, ["--offline"] + options)
        #expect(outcome.status == 0, "\(outcome)")
    }

    func forward(_ options: [String] = [], within time: Duration = .seconds(60)) async throws -> Outcome {
        try await demo.rig.run("idstation", ["forward", "--station", "station"] + options, within: time)
    }

    /// How many records the registry holds.
    func records() async throws -> Int {
        struct All: Decodable {
            struct Station: Decodable { let records: Int }
            let stations: [Station]
        }
        let shown = try await demo.rig.run("idregistry", ["reconcile", "registry", "--json"])
        return try JSONDecoder().decode(All.self, from: Data(shown.standardOutput.utf8)).stations.first?.records ?? 0
    }

    /// Waits until something has come about.
    func wait(_ what: String, _ condition: () async throws -> Bool) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(60))
        while try await !condition() {
            guard ContinuousClock.now < end else { throw RigError("\(what) did not come about") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Ends a registry as a power cut would, and starts it again at the same port.
    func restart(_ registry: RunningProgram) async throws {
        registry.kill()
        _ = await registry.outcome(within: .seconds(10))
        _ = try await demo.serve(port: port)
    }

    /// One record, one receipt, and a station that agrees with its registry.
    func expectOne(_ count: Int = 1) async throws {
        #expect(try await demo.outbox().map(\.state) == Array(repeating: "delivered", count: count))
        #expect(try await records() == count)
        let agreed = try await forward(["--reconcile", "--json"])
        #expect(agreed.status == 0 && !agreed.standardError.contains("do not agree"), "\(agreed)")
    }
}
