import FoundationEssentials
import Testing

@testable import Registry

/// What every database must do.
@Suite(.everyStorage) struct SQLStorageTests {
    let folder = TemporaryFolder()
    let records: SyntheticRecords
    var log: TransparencyLog { records.log }
    var station: StationID { records.station }

    init() throws { records = try SyntheticRecords() }

    private func open() throws -> SQLStorage { try StorageKind.open(in: folder) }

    private func store(_ bytes: [UInt8], in storage: SQLStorage, limit: Int = 1000) async throws -> PartStorage {
        try await records.store(bytes, in: storage, limit: limit)
    }

    private func record(
        _ sequence: Int, after previous: ContentDigest = .none, id: Int? = nil, problem: ProblemDetails? = nil
    ) throws -> JudgedRecord {
        try records.record(sequence, after: previous, id: id, problem: problem)
    }

    @Test func partsAreStoredOnceAndByStation() async throws {
        let storage = try open()
        let digest = ContentDigest(of: [7])
        #expect(try await storage.missingParts(among: [digest], of: station) == [digest])
        #expect(try await store([7], in: storage) == .stored)
        #expect(try await store([7], in: storage) == .alreadyStored)
        #expect(try await storage.part(digest, of: station) == [7])
        #expect(try await storage.missingParts(among: [digest], of: station) == [])
        let other = try #require(StationID("station-2"))
        #expect(try await storage.part(digest, of: other) == nil)
    }

    @Test func partsWithoutARecordAreLimited() async throws {
        let storage = try open()
        #expect(try await store([7], in: storage, limit: 2) == .stored)
        #expect(try await store([8, 8], in: storage, limit: 2) == .tooManyPending)
        guard case .appended = try await storage.append(try record(1), log: log) else {
            Issue.record("not appended")
            return
        }
        #expect(try await store([8, 8], in: storage, limit: 2) == .stored)
    }

    @Test func partsThatNobodyCameBackForMakeRoom() async throws {
        let storage = try open()
        let month = 30 * 86_400_000
        func store(_ bytes: [UInt8], after milliseconds: Int) async throws -> PartStorage {
            try await storage.store(
                part: bytes, digest: ContentDigest(of: bytes), of: station,
                received: try #require(Timestamp(milliseconds: SyntheticRecords.received.milliseconds + milliseconds)),
                pendingLimit: 2)
        }
        #expect(try await store([1], after: 0) == .stored)
        #expect(try await store([2], after: 1000) == .stored)
        #expect(try await store([3], after: month) == .tooManyPending)
        #expect(try await store([3], after: month + 1) == .stored)
        let here = try await storage.missingParts(
            among: [[1], [2], [3]].map { ContentDigest(of: $0) }, of: station)
        #expect(here == [ContentDigest(of: [1])])
    }

    @Test func theChainHasNoGapNoForkAndNoSecondUseOfAnID() async throws {
        let storage = try open()
        _ = try await store([7], in: storage)
        let first = try record(1)
        let digest = first.signed.digest
        guard case .appended(let stored) = try await storage.append(first, log: log) else {
            Issue.record("the first is not appended")
            return
        }
        #expect(try await storage.record(sequence: 1, of: station) == stored)
        let wrong = [
            first, try record(2, after: ContentDigest(of: [9])), try record(3, after: digest),
            try record(2, after: digest, id: 1),
        ]
        for record in wrong {
            guard case .overtaken = try await storage.append(record, log: log) else {
                Issue.record("record \(record.manifest.sequence) was appended")
                continue
            }
        }
        guard case .appended = try await storage.append(try record(2, after: digest), log: log) else {
            Issue.record("the second is not appended")
            return
        }
        #expect(try await storage.logState().size == 2)
    }

    /// The schema itself refuses what the code above it would have to let through by mistake.
    @Test(arguments: [
        "UPDATE records SET previous = receipt WHERE sequence = 2",
        "UPDATE records SET sequence = 4 WHERE sequence = 2",
        "UPDATE records SET receipt = NULL WHERE sequence = 1", "DELETE FROM parts",
        "DELETE FROM records WHERE sequence = 1",
        "UPDATE records SET digest = manifest WHERE sequence = 2", "UPDATE parts SET bytes = 'text'",
        "UPDATE log_leaves SET leaf = -1", "DELETE FROM records WHERE sequence = 2",
        "INSERT INTO log_leaves (leaf, record, entry) SELECT 7, record, entry FROM log_leaves",
        "INSERT INTO log_nodes (level, position, hash) SELECT 0, 1, digest FROM records",
    ])
    func theDatabaseHoldsTheInvariants(_ sql: String) async throws {
        let storage = try open()
        _ = try await store([7], in: storage)
        let first = try record(1)
        _ = try await storage.append(first, log: log)
        _ = try await storage.append(try record(2, after: first.signed.digest), log: log)
        await #expect(throws: RegistryError.self) { try await storage.database.write { try $0.execute(sql, []) } }
    }

    @Test func aRefusedRecordKeepsItsNumberAndGetsNoLeaf() async throws {
        let storage = try open()
        _ = try await store([7], in: storage)
        let problem = ProblemDetails(.claimsMismatch, status: 422, title: "t", detail: "d")
        let first = try record(1, problem: problem)
        _ = try await storage.append(first, log: log)
        #expect(try await storage.record(sequence: 1, of: station)?.verdict == .refused(problem))
        #expect(try await storage.logState().size == 0)
        #expect(try await storage.standing(of: first.manifest).head?.digest == first.signed.digest)
    }

    @Test func everythingIsThereAfterReopening() async throws {
        var storage = try open()
        _ = try await store([7], in: storage)
        var previous = ContentDigest.none
        for sequence in 1...6 {
            let record = try record(sequence, after: previous)
            _ = try await storage.append(record, log: log)
            previous = record.signed.digest
        }
        let state = try await storage.logState()
        let record = try await storage.record(sequence: 5, of: station)
        try await storage.close()
        storage = try open()
        let reopened = try await storage.logState()
        #expect(reopened.size == 6 && reopened.root == state.root)
        #expect(try await storage.record(sequence: 5, of: station) == record)
        guard case .accepted(let receipt) = record?.verdict else {
            Issue.record("record 5 has no receipt")
            return
        }
        #expect(try Receipt.verify(receipt, by: log.key.verifierKey).leaf.sequence == 5)
    }
}
