import Foundation
import NIOHTTP1
import Testing

@testable import Registry

@Suite("The event feed", .everyStorage)
struct EventFeedTests {
    let rig: AdjudicationRig

    init() throws { rig = try AdjudicationRig() }

    /// A consumer's certificate of the test's CA.
    private func consumer() throws -> StationPKI.Identity {
        try rig.rig.pki.issue("statistics", unit: ClientKind.consumer.rawValue)
    }

    @Test("a consumer reads it in order and resumes by number; who stopped in the middle misses nothing")
    func resume() async throws {
        for number in 1...5 { try await rig.record(number, phone: "091234567\(number)") }
        let (consumer, pki, intake) = (try consumer(), rig.rig.pki, rig.intake)
        let kinds = try await RegistryServer.run(api: intake, pki: pki) { server in
            let first = try await server.withClient(as: consumer) { try await $0.events(after: 0, limit: 3, wait: 0) }
            // The consumer that read the first three is gone; another one goes on behind what was kept.
            let rest = try await server.withClient(as: consumer) { client in
                var (all, last) = (first, first.last?.number ?? 0)
                while case let next = try await client.events(after: last, limit: 3, wait: 0), let end = next.last {
                    all += next
                    last = end.number
                }
                return all
            }
            #expect(rest.map(\.number) == Array(1...10))
            return rest.map(\.kind)
        }
        #expect(kinds == (1...5).flatMap { _ in ["account-opened", "record-approved"] })
    }

    @Test("who waits gets the event that comes while he waits")
    func longPoll() async throws {
        let (consumer, pki, intake) = (try consumer(), rig.rig.pki, rig.intake)
        try await RegistryServer.run(api: intake, pki: pki) { server in
            let waiting = Task {
                try await server.withClient(as: consumer) { try await $0.events(after: 0, limit: 10, wait: 15) }
            }
            try await rig.record()
            let events = try await waiting.value
            #expect(events.first?.kind == "account-opened")
        }
    }

    @Test("neither a station nor a stranger reads it, and a consumer reads nothing else")
    func access() async throws {
        let (consumer, pki, intake, station) = (try consumer(), rig.rig.pki, rig.intake, rig.rig.station)
        try await RegistryServer.run(api: intake, pki: pki) { server in
            let problem = await #expect(throws: ProblemDetails.self) {
                try await server.withClient(as: station) { try await $0.events(after: 0, limit: 1, wait: 0) }
            }
            #expect(problem?.code == .noConsumer && problem?.status == 403)
            for path in ["/v1/stations/statistics/audit", "/v1/roster", "/v1/stations/station-1/records/1"] {
                let problem = await #expect(throws: ProblemDetails.self) {
                    try await server.withClient(as: consumer) { _ = try await $0.exchange(.GET, path) }
                }
                #expect(problem?.status == 403, "\(path)")
            }
        }
    }

    @Test(
        "numbers that are none are refused",
        arguments: [
            "after=-1", "after=x", "limit=0", "limit=1001", "wait=61", "wait=-1", "after=9999999999999999999999",
        ])
    func numbers(_ query: String) async throws {
        let (consumer, pki, intake) = (try consumer(), rig.rig.pki, rig.intake)
        try await RegistryServer.run(api: intake, pki: pki) { server in
            let problem = await #expect(throws: ProblemDetails.self) {
                try await server.withClient(as: consumer) { _ = try await $0.exchange(.GET, "/v1/events?\(query)") }
            }
            #expect(problem?.code == .malformedRequest, "\(query)")
        }
    }

    @Test("an event says nothing of a person, and its account is not the index's hash")
    func content() async throws {
        try await rig.record(phone: "0987001234")
        let events = try await rig.storage.events(after: 0, limit: 10)
        let text = try events.map { String(decoding: try $0.json.canonical(), as: UTF8.self) }.joined()
        for secret in ["034058000022", "0987001234", "citizen@example.org"] { #expect(!text.contains(secret)) }
        let hashes = try rig.rig.folder.accountIndex().hashes(of: AccountFacts(holder: "034058000022", phone: nil))
        let reference = try #require(events.first?.account)
        #expect(reference.bytes != hashes.holder && Set(events.map(\.account)) == [reference])
        #expect(try events.map { try RegistryEvent(json: $0.json) } == events)
    }

    @Test("a page with a gap is not taken")
    func gap() async throws {
        for number in 1...2 { try await rig.record(number) }
        var events = try await rig.storage.events(after: 0, limit: 10)
        let whole = try EventPage(events).serialized()
        #expect(try EventPage(parsing: whole, after: 0).events == events)
        #expect(throws: RegistryError.self) { try EventPage(parsing: whole, after: 1) }
        events.remove(at: 1)
        let broken = try EventPage(events).serialized()
        #expect(throws: RegistryError.self) { try EventPage(parsing: broken, after: 0) }
    }
}
