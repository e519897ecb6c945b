import Foundation
import Testing

/// pcscd ends and comes back; the station's programs go on by themselves.
@Suite("pcscd is restarted under the station", .timeLimit(.minutes(5)))
struct RecoveryTests {
    @Test("a reading that waits for its card outlives both kinds of end", arguments: [true, false])
    func waiting(killed: Bool) async throws {
        try await Rig.with { rig in
            let card = try await Demo(rig: rig).issue()
            let before = try #require(rig.serviceIdentifier.flatMap { ProcessUse(process: $0) })
            let reading = try rig.start("idstation", ["read", "--can", card.can, "--wait", "60"])
            try await waitForClient(rig, before)
            try await rig.restartService(killed ? .killed : .orderly)
            _ = try await rig.insertCard([card.card], says: "inserted")
            let outcome = await reading.outcome(within: .seconds(60))
            #expect(outcome.status == 0, "\(outcome)")
        }
    }

    /// Until pcscd has had a client more than before, for half a second: the program found no card and waits.
    private func waitForClient(_ rig: Rig, _ before: ProcessUse) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        var times = 0
        while times < 20 {
            guard ContinuousClock.now < end else { throw RigError("nobody waits") }
            let now = rig.serviceIdentifier.flatMap { ProcessUse(process: $0) }
            times = (now?.files ?? 0) > before.files ? times + 1 : 0
            try await Task.sleep(for: .milliseconds(25))
        }
    }

    @Test("the station's service tells its page that the readers are back, and reads again")
    func serving() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (_, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            let station = try rig.start("idstation", ["serve", "--station", "station", "--port", "0"])
            try await station.waitForOutput("listening on http://127.0.0.1:")
            let address = try #require(station.standardOutput.split(separator: " ").last)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let script = """
                page=$(curl -s -c cookies \(address))
                token=$(printf %s "$page" | sed -n 's/.*name="station-token" content="\\([0-9a-f]*\\)".*/\\1/p')
                curl -s -b cookies -H "X-Station-Token: $token" -H "Origin: \(address.dropLast())" \
                    -d '{"can":"'$1'"}' \(address)api/read
                """
            for end in [nil, Rig.ServiceEnd.killed, .orderly] {
                if let end { try await rig.restartService(end) }
                // pcscd's end pulls the card out of its reader.
                let inserted = try await rig.insertCard([card.card], says: "inserted")
                let read = try await rig.run("sh", ["-c", script, "sh", card.can])
                #expect(read.standardOutput.contains(#""verdict":"valid""#), "\(String(describing: end)): \(read)")
                inserted.terminate()
                _ = await inserted.outcome(within: .seconds(10))
            }
            #expect(station.isRunning, "\(station.standardError)")
        }
    }
}
