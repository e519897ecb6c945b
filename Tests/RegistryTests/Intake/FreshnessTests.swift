import FoundationEssentials
import Testing

@testable import Registry

@Suite("The receipt that a record names as its station's newest", .everyStorage)
struct FreshnessTests {
    let rig: RegistryRig

    init() throws { rig = try RegistryRig() }

    private func record(_ sequence: Int, after previous: RecordingStation.Record, _ freshness: ContentDigest) throws
        -> RecordingStation.Record
    {
        try rig.recorder().record(
            sequence, after: previous.signed.digest, files: rig.document.files, claims: rig.document.claims,
            action: "nothing", freshness: freshness)
    }

    /// Moves every record that is there into the past.
    private func age(_ intake: RecordIntake, days: Int) async throws {
        let storage = try #require(intake.storage as? SQLStorage)
        _ = try await storage.database.write {
            try $0.execute("UPDATE records SET received = received - ?", [days * 86_400_000])
        }
    }

    @Test("its own receipt counts; another's, or one that was never given, does not")
    func receipts() async throws {
        let intake = try rig.intake()
        let first = try rig.record()
        let receipt = try #require(try await rig.deliver(first, to: intake).receipt)
        let good = try record(2, after: first, ContentDigest(of: receipt.bytes))
        #expect(try await rig.deliver(good, to: intake).receipt != nil)
        let invented = try record(3, after: good, ContentDigest(of: [1]))
        #expect(try await rig.deliver(invented, to: intake).problem?.code == .notFresh)

        let neighbour = try rig.pki.issue("station-2")
        let recorder = RecordingStation(
            id: try #require(StationID("station-2")), sealingKey: rig.folder.description.sealingKey,
            sign: { try neighbour.sign($0) })
        let foreign = try recorder.record(
            files: rig.document.files, claims: rig.document.claims, action: "nothing",
            freshness: ContentDigest(of: receipt.bytes))
        #expect(try await rig.deliver(foreign, to: intake).problem?.code == .notFresh)
    }

    @Test("a receipt, or none, that is older than the policy's days does not count")
    func age() async throws {
        let intake = try rig.intake()
        let first = try rig.record()
        let receipt = try #require(try await rig.deliver(first, to: intake).receipt)
        try await age(intake, days: 30)
        let inTime = try record(2, after: first, ContentDigest(of: receipt.bytes))
        #expect(try await rig.deliver(inTime, to: intake).receipt != nil)
        let none = try record(3, after: inTime, .none)
        #expect(try await rig.deliver(none, to: intake).receipt != nil)
        try await age(intake, days: 2)
        let late = try record(4, after: none, ContentDigest(of: receipt.bytes))
        #expect(try await rig.deliver(late, to: intake).problem?.code == .notFresh)
        let never = try record(5, after: late, .none)
        #expect(try await rig.deliver(never, to: intake).problem?.code == .notFresh)
    }
}
