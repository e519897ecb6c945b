import Foundation
import Testing

/// One trace from the moment a card's reading begins to the receipt, by the real programs.
@Suite("A trace from the card to the receipt, end to end", .serialized)
struct TracingTests {
    private struct Shown: Decodable {
        let record: String
        let trace: String?
        let receipt: String?
    }

    private struct CaseShown: Decodable {
        struct Subject: Decodable {
            let record: String
            let trace: String?
        }
        let subject: Subject
    }

    private func show(_ record: String, in rig: Rig) async throws -> Shown {
        let shown = try await rig.run("idregistry", ["record", "show", "registry", record, "--json"])
        #expect(shown.status == 0, "\(shown)")
        return try JSONDecoder().decode(Shown.self, from: Data(shown.standardOutput.utf8))
    }

    /// The trace in the line that says so.
    private func traceID(in log: String, where words: String) throws -> String {
        let line = try #require(log.split(separator: "\n").first { $0.contains(words) }, "\(log)")
        return String(try #require(try /trace[ =]([0-9a-f]{32})/.firstMatch(in: line)).1)
    }

    @Test("from the command line: by the network, and on a stick", .timeLimit(.minutes(5)))
    func commandLine() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let registry = try await ServingRegistry.start(in: rig, ["--log-format", "json"])
            let card = try await demo.issue("card-2", ["--seed", "2"])
            _ = try await rig.insertCard([card.card], says: "inserted")
            var traces: [String] = []
            for options in [[], ["--again", "--offline"]] {
                let enrolled = try await demo.enroll(card, options)
                #expect(enrolled.status == 0, "\(enrolled)")
                let trace = try traceID(in: enrolled.standardError, where: "reading the card")
                #expect(try Demo.enrollment(enrolled).trace == trace)
                traces.append(trace)
            }
            #expect(Set(traces).count == 2)
            let records = try await demo.outbox()
            #expect(records.map(\.trace) == traces)
            #expect(traces.allSatisfy { trace in !records.contains { $0.record.filter { $0 != "-" } == trace } })

            let lines = registry.program.standardError.split(separator: "\n").filter {
                $0.contains("\"trace\":\"\(traces[0])\"")
            }
            #expect(lines.contains { $0.contains("records/{sequence}") && $0.contains("201") }, "\(lines)")
            #expect(lines.contains { $0.contains("A record was examined and stored") }, "\(lines)")

            let exported = try await rig.run("idstation", ["forward", "--station", "station", "--export", "."])
            #expect(exported.status == 0, "\(exported)")
            let file = try #require(exported.standardOutput.split(separator: ":").first)
            let taken = try await rig.run(
                "idregistry", ["bundle", "import", "registry", String(file), "--out", "receipts"])
            #expect(taken.status == 0, "\(taken)")
            for (record, trace) in zip(records, traces) {
                let shown = try await show(record.record, in: rig)
                #expect(shown.trace == trace && shown.receipt?.hasPrefix("c2sp.org/tlog-proof@v1") == true)
            }
            let decided = try await rig.run("idregistry", ["case", "show", "registry", "1", "--json"])
            let subject = try JSONDecoder().decode(CaseShown.self, from: Data(decided.standardOutput.utf8)).subject
            #expect(subject.record == records[0].record && subject.trace == traces[0], "\(decided)")
            for secret in [card.can, card.mrzInformation] { #expect(!traces.joined().contains(secret)) }
        }
    }

    @Test("from the counter: the draft keeps it over a power cut", .timeLimit(.minutes(5)))
    func counter() async throws {
        try await CounterStation.with { counter in
            var counter = counter
            let portrait = try await counter.portrait()
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            var page = try await counter.page()
            try await page.done("begin", ["procedure": "level-2-account"])
            let read = try await page.done("read-card", ["can": counter.card.can])
            let draft = try #require(read.session["id"] as? String)
            let trace = try traceID(in: counter.station.standardError, where: "A card's reading begins")
            try await counter.cutPower()
            page = try await counter.page()
            try await page.done("resume", ["draft": draft])
            try await page.done("next")
            try await page.fill(until: "signature", portrait: portrait)
            #expect(try await page.done("sign").isSealed)
            try await counter.delivered(1)
            let log = counter.station.standardError
            #expect(try traceID(in: log, where: "A record is sealed") == trace)
            #expect(try traceID(in: log, where: "record delivered") == trace)
            #expect(try await counter.demo.outbox().map(\.trace) == [trace])
            let there = counter.registry.standardError
            #expect(try traceID(in: there, where: "A record was examined and stored") == trace)
            let shown = try await show(draft, in: counter.rig)
            #expect(shown.trace == trace && shown.receipt != nil, "\(shown)")
        }
    }
}
