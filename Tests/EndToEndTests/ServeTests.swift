import Foundation
import Testing

/// `idstation serve` as a process: its page reads a real card through pcscd, and waiting records go out by themselves.
@Suite("The station's service, end to end")
struct ServeTests {
    @Test("the page reads the card on the reader; a record that waited is delivered when the registry is back")
    func serve() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (registry, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            registry.terminate()
            _ = await registry.outcome(within: .seconds(10))
            _ = try await rig.insertCard([card.card], says: "inserted")
            #expect(try await demo.enroll(card).status == 7)

            let station = try rig.start("idstation", ["serve", "--station", "station", "--port", "0"])
            try await station.waitForOutput("listening on http://127.0.0.1:")
            let address = try #require(station.standardOutput.split(separator: " ").last)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let script = """
                set -e
                page=$(curl -s -c cookies \(address))
                token=$(printf %s "$page" | sed -n 's/.*name="station-token" content="\\([0-9a-f]*\\)".*/\\1/p')
                curl -s -b cookies -H "X-Station-Token: $token" -H "Origin: \(address.dropLast())" \
                    -d '{"can":"'$1'"}' \(address)api/read
                """
            let read = try await rig.run("sh", ["-c", script, "sh", card.can])
            #expect(read.standardOutput.contains(#""verdict":"valid""#), "\(read)")
            #expect(read.standardOutput.contains(#""isChipProven":true"#), "\(read)")
            let wrong = try await rig.run("sh", ["-c", script, "sh", card.wrongCAN])
            #expect(wrong.standardOutput.contains("wrong-password"), "\(wrong)")

            _ = try await demo.serve(port: port)
            let end = ContinuousClock.now.advanced(by: .seconds(30))
            while try await demo.outbox().map(\.state) != ["delivered"], ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(try await demo.outbox().map(\.state) == ["delivered"], "\(station.standardError)")

            station.terminate()
            let ended = await station.outcome(within: .seconds(15))
            #expect(ended.status == 0, "\(ended)")
            #expect(!ended.standardError.contains(card.can), "the CAN is in the log")
        }
    }
}
