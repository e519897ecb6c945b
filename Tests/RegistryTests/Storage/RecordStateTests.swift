import DocumentPKI
import FoundationEssentials
import NIOHTTP1
import Testing

@testable import Registry

/// How far each record has come: what the registry keeps of it, in the order in which its station learns it.
@Suite(.everyStorage) struct RecordStateTests {
    private func intake(_ rig: RegistryRig) async throws -> (RecordIntake, [RecordingStation.Record]) {
        let intake = try rig.intake()
        let first = try rig.record()
        let second = try rig.record(2, after: first)
        for record in [first, second] { #expect(try await rig.deliver(record, to: intake).receipt != nil) }
        return (intake, [first, second])
    }

    @Test func aRecordsWayIsCountedByItsStation() async throws {
        let rig = try RegistryRig()
        let (intake, records) = try await intake(rig)
        let station = records[0].manifest.station
        let time = Timestamp(Date())
        #expect(try await intake.storage.setState(.correctionWanted, of: 1, reason: "portrait too dark", at: time))
        #expect(try await intake.storage.setState(.approved, of: 2, reason: nil, at: time))
        let changes = try await intake.storage.stateChanges(of: station, after: 0, limit: 100)
        #expect(changes.map(\.change) == [1, 2, 3, 4, 5, 6, 7])
        #expect(changes.map(\.sequence) == [1, 1, 1, 2, 2, 1, 2])
        // The first opened an account by the rule; the second is a duplicate, for people to decide about.
        #expect(
            changes.map(\.state) == [
                .verified, .matched, .approved, .verified, .matched, .correctionWanted, .approved,
            ])
        #expect(changes.map(\.reason) == [nil, nil, nil, nil, "account-exists", "portrait too dark", nil])
        let rest = try await intake.storage.stateChanges(of: station, after: 5, limit: 1)
        #expect(rest.map(\.state) == [.correctionWanted])
        let other = try #require(StationID("station-2"))
        #expect(try await intake.storage.stateChanges(of: other, after: 0, limit: 100).isEmpty)
    }

    @Test func theSameStateAgainIsNoChange() async throws {
        let rig = try RegistryRig()
        let (intake, _) = try await intake(rig)
        let time = Timestamp(Date())
        #expect(try await intake.storage.setState(.rejected, of: 1, reason: "a double", at: time))
        #expect(try await !intake.storage.setState(.rejected, of: 1, reason: "a double", at: time))
        #expect(try await intake.storage.setState(.rejected, of: 1, reason: "another reason", at: time))
    }

    @Test func aRecordThatIsNotThereHasNoState() async throws {
        let rig = try RegistryRig()
        let intake = try rig.intake()
        let error = await #expect(throws: RegistryError.self) {
            try await intake.storage.setState(.approved, of: 7, reason: nil, at: Timestamp(Date()))
        }
        #expect(error?.code == .recordUnknown)
    }

    @Test func aRefusedRecordSaysWhy() async throws {
        let rig = try RegistryRig()
        let intake = try rig.intake(trustStore: .init(anchors: []))
        let record = try rig.record()
        #expect(try await rig.deliver(record, to: intake).problem?.code == .documentNotTrusted)
        let changes = try await intake.storage.stateChanges(of: record.manifest.station, after: 0, limit: 100)
        #expect(changes.map(\.state) == [.refused] && changes.first?.reason == "document-not-trusted")
    }

    @Test func theStationLearnsThemInPortions() async throws {
        let rig = try RegistryRig()
        let (intake, records) = try await intake(rig)
        for number in 1...120 {
            try await intake.storage.setState(
                .correctionWanted, of: 1, reason: "attempt \(number)", at: Timestamp(Date()))
        }
        let station = records[0].manifest.station
        try await rig.serve(intake) { client in
            let first = try await client.stateChanges(of: station, after: 0)
            #expect(first.map(\.change) == Array(1...100))
            let rest = try await client.stateChanges(of: station, after: 100)
            #expect(rest.map(\.change) == Array(101...125) && rest.last?.reason == "attempt 120")
            #expect(try await client.stateChanges(of: station, after: 125).isEmpty)
            for after in ["x", "-1", "9007199254740992", ""] {
                let problem = await #expect(throws: ProblemDetails.self) {
                    try await client.exchange(.GET, "/v1/stations/station-1/records?after=\(after)")
                }
                #expect(problem?.code == .malformedRequest, "\(after)")
            }
        }
    }
}
