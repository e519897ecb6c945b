import DocumentPKI
import Enrollment
import Foundation
import Registry
import Testing

@Suite("A station's procedures, judged by the registry that gave them")
struct ProcedureIntakeTests {
    /// Why the registry refuses a record of a station whose folder somebody changed; nil where it takes it.
    private func problem(_ path: String, _ change: (String) -> String) async throws -> String? {
        let fixture = try Fixture.shared.get()
        let (station, registry) = (try fixture.station(), fixture.registry)
        let file = station.url.appending(path: path)
        try Data(change(String(contentsOf: file, encoding: .utf8)).utf8).write(to: file)
        let store = try station.store()
        _ = try store.add(fixture.record(seed: 5, in: station), sealedBy: station.sealer())
        try await registry.storage().keep(
            procedureFiles: ProcedureLibrary(folder: Shipped.folder.path).files, at: Timestamp(Fixture.time))
        let intake = try registry.intake(
            trusting: registry.trustWatch(logger: Fixture.quiet), rules: { GivenProcedures($0) })
        _ = try await Outbox(
            store: store, registry: intake, logKey: station.registry.logKey, jitter: { 0.5 }, logger: Fixture.quiet
        ).sendPending()
        let entry = try #require(try store.outbox().first)
        #expect(entry.state == (entry.problem == nil ? .delivered : .refused))
        return entry.problem
    }

    @Test("a procedure as it was given is taken")
    func given() async throws {
        #expect(try await problem("procedures/bench-enrollment.yaml") { $0 } == nil)
    }

    @Test("one that the station changed is none of the registry's, however small the change")
    func changed() async throws {
        let refused = try await problem("procedures/bench-enrollment.yaml") {
            $0.replacing("action: nothing", with: "action: lock-account")
        }
        #expect(refused == "procedure-not-given")
    }

    @Test("a consent text that the station changed breaks the procedure's rules")
    func consent() async throws {
        let refused = try await problem("consents/level-2-account.v1.vi.txt") { $0 + "\n" }
        #expect(refused == "procedure-violated")
    }

    @Test("a bench's procedure that was never given is taken where there are no officers")
    func bench() async throws {
        #expect(try await problem("procedures/bench-enrollment.yaml") { $0 + "\n# of this bench\n" } == nil)
    }
}
