import Foundation
import LDS
import Synchronization
import TestData
import Testing

/// Nothing of a citizen, and no key, is in anything that a station says: in none of the log's formats at its most talkative
/// level, in no datagram to journald, in no metric.
@Suite("What a station says, end to end", .serialized, .timeLimit(.minutes(10)))
struct RedactionTests {
    private static let phone = "0987650123"

    /// What is searched for, by its name.
    private func planted(_ counter: CounterStation) throws -> [String: String] {
        func bytes(_ path: String) throws -> [UInt8] {
            Array(try Data(contentsOf: counter.rig.folder.appendingPathComponent(path)))
        }
        func chip(_ name: String) throws -> [UInt8] { try bytes("card/files/\(name).bin") }
        let mrz = try MRZ(parsingDataGroup1: try chip("DG1"))
        let national = try NationalData(parsing: try chip("DG13"))
        /// The middle line of a PEM text.
        func key(_ name: String) throws -> String {
            let lines = String(decoding: try bytes("station/\(name)"), as: UTF8.self).split(separator: "\n")
            return String(try #require(lines.dropFirst().first))
        }
        return [
            "CAN": counter.card.can, "MRZ information": counter.card.mrzInformation,
            "zone": String(mrz.text.prefix(30)), "document number": mrz.documentNumber,
            "name in the zone": String(mrz.primaryIdentifier + "<<" + mrz.secondaryIdentifier.prefix(3)),
            "name": try #require(national.text(.fullName)),
            "personal number": try #require(national.text(.personalNumber)), "phone": Self.phone,
            "officer's password": CounterStation.password, "officer's name": "Officer \(CounterStation.officer)",
            "TLS key": try key("tls.key"), "signing key": try key("signing.key"),
        ]
    }

    private func operations(_ program: RunningProgram) async throws -> String {
        try await program.waitForOutput("metrics and health on port ")
        let port = try #require(program.standardOutput.firstMatch(of: /metrics and health on port ([0-9]+)/))
        return "http://127.0.0.1:\(port.1)"
    }

    @Test("an enrollment at the counter and a check at the kiosk", arguments: ["text", "json", "journal"])
    func said(format: String) async throws {
        let journal = try #require(JournalReceiver())
        let heard = Mutex<[[UInt8]]>([])
        let listening = Task {
            while !Task.isCancelled {
                let some = journal.datagrams()
                heard.withLock { $0 += some }
                try await Task.sleep(for: .milliseconds(2))
            }
        }
        defer { listening.cancel() }
        let environment = ["CHIP_ID_JOURNAL": journal.path]
        let options = ["--log-format", format, "--log-level", "trace", "--operations-port", "0"]
        try await CounterStation.with(options, environment: environment) { counter in
            let texts = try planted(counter)
            #expect(texts.count == 12 && texts.values.allSatisfy { $0.utf8.count >= 6 })
            let portrait = try await counter.portrait()
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            var said = try await enroll(counter, portrait)
            said += try await check(counter, options, environment)
            let datagrams = heard.withLock { $0 } + journal.datagrams()
            if format == "journal" {
                #expect(
                    datagrams.count > 5
                        && datagrams.contains { String(decoding: $0, as: UTF8.self).contains("MESSAGE=") })
            } else {
                #expect(datagrams.isEmpty)
            }
            said += datagrams.map { Data($0) }
            for bytes in said { #expect(PlantedText.found(texts, in: bytes) == []) }

            // The search finds each of them, were it there.
            let loud = try #require(said.first { $0.count > 100 })
            for (what, text) in texts {
                let leaking = loud.prefix(50) + Data(text.utf8) + loud.dropFirst(50)
                #expect(PlantedText.found([what: text], in: leaking) == ["\(what) as UTF-8"])
                let coded = loud + Data(Data(text.utf8).base64EncodedString().utf8)
                #expect(!PlantedText.found([what: text], in: coded).isEmpty)
            }
        }
    }

    /// A wrong CAN, a whole enrollment, a wrong password, and the registry's receipt.
    private func enroll(_ counter: CounterStation, _ portrait: Data) async throws -> [Data] {
        let page = try await counter.page()
        try await page.done("begin", ["procedure": "level-2-account"])
        #expect(try await page.act("read-card", ["can": counter.card.wrongCAN]).code == "wrong-password")
        try await page.done("read-card", ["can": counter.card.can])
        try await page.done("next")
        try await page.fill(until: "signature", phone: Self.phone, portrait: portrait)
        #expect(try await page.done("sign").isSealed)
        try await counter.delivered(1)
        let other = try await CounterPage(counter.address, in: counter.rig)
        let wrong = ["officer": CounterStation.supervisor, "password": CounterStation.password + "?"]
        #expect(try await other.act("sign-in", wrong).code == "officer-or-password-wrong")

        let base = try await operations(counter.station)
        let metrics = try await counter.rig.run("curl", ["-s", "\(base)/metrics"]).standardOutput
        for line in [
            "station_reads_total{outcome=\"valid\"} 1", "station_failures_total{code=\"wrong-password\"} 1",
            "station_records{state=\"delivered\"} 1", "station_records{state=\"pending\"} 0", "station_readers 1",
        ] { #expect(metrics.contains("\n\(line)\n"), "\(line)\n\(metrics)") }
        let ready = try await counter.rig.run("curl", ["-s", "\(base)/health/ready"]).standardOutput
        #expect(ready == #"{"checks":{"database":"ok","station":"ok"},"status":"ok"}"#)
        return [counter.station.standardOutput, counter.station.standardError, metrics, ready].map { Data($0.utf8) }
    }

    /// The same card at a kiosk.
    private func check(
        _ counter: CounterStation, _ options: [String], _ environment: [String: String]
    ) async throws -> [Data] {
        let rig = counter.rig
        let program = try #require(Workspace.program("idstation")).path
        let kiosk = try rig.start(
            "env",
            environment.map { "\($0)=\($1)" } + [
                program, "serve", "--station", "station", "--port", "0", "--kiosk",
            ] + options)
        try await kiosk.waitForOutput("listening on http://127.0.0.1:")
        let address = String(
            try #require(kiosk.standardOutput.firstMatch(of: /listening on (http:\S+\/)/)).1)
        let script = """
            set -e
            page=$(curl -s -c kiosk-cookies \(address))
            token=$(printf %s "$page" | sed -n 's/.*name="station-token" content="\\([0-9a-f]*\\)".*/\\1/p')
            curl -s -b kiosk-cookies -H "X-Station-Token: $token" -H "Origin: \(address.dropLast())" \
                -d '{"do":"read","can":"'$1'"}' \(address)api/kiosk
            """
        for (can, answer) in [(counter.card.can, "genuine"), (counter.card.wrongCAN, "wrong-password")] {
            let read = try await rig.run("sh", ["-c", script, "sh", can])
            #expect(read.standardOutput.contains(answer), "\(read)")
        }
        let base = try await operations(kiosk)
        let metrics = try await rig.run("curl", ["-s", "\(base)/metrics"]).standardOutput
        #expect(metrics.contains("\nstation_reads_total{outcome=\"valid\"} 1\n"), "\(metrics)")
        kiosk.terminate()
        let ended = await kiosk.outcome(within: .seconds(20))
        #expect(ended.status == 0, "\(ended)")
        return [ended.standardOutput, ended.standardError, metrics].map { Data($0.utf8) }
    }
}
