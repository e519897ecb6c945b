import FoundationEssentials
import NIOHTTP1
import Synchronization
import Testing

@testable import Registry

/// A record's way over real TLS into a real database and back as a receipt.
@Suite(.everyStorage) struct DeliveryTests {
    let rig: RegistryRig

    init() throws { rig = try RegistryRig() }

    @Test func aRecordIsDeliveredAndItsReceiptVerifies() async throws {
        let intake = try rig.intake()
        let first = try rig.record()
        let second = try rig.record(2, after: first)
        try await rig.serve(intake) { client in
            let one = try #require(try await rig.deliver(first, to: client).receipt)
            #expect(one.leaf.manifest == first.signed.digest && one.leaf.station.text == "station-1")
            #expect(one.index == 0 && one.treeSize == 1)
            let two = try #require(try await rig.deliver(second, to: client).receipt)
            #expect(two.index == 1 && two.leaf.previous == first.signed.digest && two.leaf.sequence == 2)
            #expect(try await client.receipt(sequence: 1, of: first.manifest.station) == one.bytes)
        }
    }

    @Test func theSameRecordAgainGetsTheIdenticalReceipt() async throws {
        let record = try rig.record()
        try await rig.serve(try rig.intake()) { client in
            let first = try #require(try await rig.deliver(record, to: client).receipt)
            _ = try await rig.deliver(try rig.record(2, after: record), to: client)
            let again = try await client.submit(record.signed, sequence: 1, of: record.manifest.station)
            #expect(again.receipt == first.bytes && !again.isNew)
            let answers = try await client.exchange(
                .PUT, "/v1/stations/station-1/records/1", body: try record.signed.serialized())
            #expect(answers.status == 200 && answers.body == first.bytes)
        }
    }

    @Test func manyAtOnceMakeOneRecord() async throws {
        let intake = try rig.intake()
        let record = try rig.record()
        try await rig.serve(intake) { client in
            for piece in record.manifest.pieces {
                try await client.store(
                    part: try record.piece(piece), digest: piece.digest, of: record.manifest.station)
            }
            let submissions = try await withThrowingTaskGroup(of: Submission.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await client.submit(record.signed, sequence: 1, of: record.manifest.station) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(submissions.map(\.receipt)).count == 1)
            #expect(submissions.count(where: \.isNew) == 1)
        }
        #expect(try await intake.storage.logState().size == 1)
    }

    @Test func onlyMissingPartsTravelAgain() async throws {
        let record = try rig.record()
        try await rig.serve(try rig.intake()) { client in
            let kept = try #require(record.manifest.pieces.first)
            try await client.store(part: try record.piece(kept), digest: kept.digest, of: record.manifest.station)
            let asked = Mutex<Set<PartName>>([])
            let delivery = try await client.deliver(record.signed, logKey: rig.folder.description.logKey) { piece in
                asked.withLock { _ = $0.insert(piece.part) }
                return try record.piece(piece)
            }
            #expect(delivery.receipt != nil)
            #expect(asked.withLock { $0 } == Set(record.manifest.parts.dropFirst().map(\.name)))
        }
    }

    @Test func everythingIsThereAfterARestart() async throws {
        let first = try rig.record()
        let second = try rig.record(2, after: first)
        let intake = try rig.intake()
        let receipt = try await rig.serve(intake) { try await rig.deliver(first, to: $0).receipt }
        try await intake.storage.close()

        let folder = try RegistryFolder.load(from: rig.folder.path)
        let store = rig.document.trustStore
        let reopened = try folder.intake(stations: StationAuthority(pem: try rig.pki.caPEM)) { store }
        try await rig.serve(reopened) { client in
            let again = try await client.submit(first.signed, sequence: 1, of: first.manifest.station)
            #expect(again.receipt == receipt?.bytes && !again.isNew)
            #expect(try await rig.deliver(second, to: client).receipt?.index == 1)
        }
    }

    @Test func aReceiptOfAnotherLogIsTheRegistrysFault() async throws {
        let record = try rig.record()
        let stranger = try LogSigningKey(name: "registry.example/level-2").verifierKey
        try await rig.serve(try rig.intake()) { client in
            let delivery = try await client.deliver(record.signed, logKey: stranger) { try record.piece($0) }
            guard case .badReceipt(let error) = delivery else {
                Issue.record("\(delivery)")
                return
            }
            #expect(error.fault == .registry && error.code == .receiptNotGenuine)
        }
    }

    @Test func aRegistryThatIsDownLeavesTheRecordWithTheStation() async throws {
        let intake = try rig.intake()
        let record = try rig.record()
        let delivery = try await RegistryServer.run(api: intake, pki: rig.pki) { $0 }
            .withClient(as: rig.station) { try await rig.deliver(record, to: $0) }
        guard case .unreachable(let failure) = delivery else {
            Issue.record("\(delivery)")
            return
        }
        #expect(failure.reason == .noConnection && failure.retryable)
        #expect(try await rig.serve(intake) { try await rig.deliver(record, to: $0).receipt } != nil)
    }

    @Test func whatTheStationsStoreThrowsComesOutAsItIs() async throws {
        struct Lost: Error {}
        let record = try rig.record()
        _ = try await rig.serve(try rig.intake()) { client in
            await #expect(throws: Lost.self) {
                try await client.deliver(record.signed, logKey: rig.folder.description.logKey) { _ in throw Lost() }
            }
        }
    }
}
