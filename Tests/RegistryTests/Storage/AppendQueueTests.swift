import Foundation
import Synchronization
import Testing

@testable import Registry

/// Many records at once: they share transactions, and each has its own outcome.
@Suite(.everyStorage) struct AppendQueueTests {
    let folder = TemporaryFolder()
    let log: TransparencyLog

    init() throws { log = try SyntheticRecords().log }

    private func stations(_ count: Int, in storage: SQLStorage) async throws -> [SyntheticRecords] {
        let stations = try (0..<count).map { try SyntheticRecords("station-\($0)", log: log) }
        for station in stations { _ = try await station.store(in: storage) }
        return stations
    }

    /// The receipts of records that were appended at once; nil for one that was not.
    private func append(_ records: [JudgedRecord], to storage: SQLStorage) async -> [Receipt?] {
        await withTaskGroup(of: (Int, Receipt?).self) { group in
            for (place, record) in records.enumerated() {
                group.addTask { [log] in
                    guard case .appended(let stored)? = try? await storage.append(record, log: log),
                        case .accepted(let bytes) = stored.verdict
                    else { return (place, nil) }
                    return (place, try? Receipt.verify(bytes, by: log.key.verifierKey))
                }
            }
            return await group.reduce(into: [Receipt?](repeating: nil, count: records.count)) { $0[$1.0] = $1.1 }
        }
    }

    @Test func manyShareTransactionsAndEachHasItsReceipt() async throws {
        let counted = CountedDatabase(try StorageKind.open(in: folder).database)
        let storage = SQLStorage(counted)
        let stations = try await stations(100, in: storage)
        let before = counted.writes.withLock { $0 }
        let records = try stations.map { try $0.record(1) }
        let receipts = await append(records, to: storage)
        #expect(Set(receipts.map { $0?.index }) == Set(0..<100))
        for (record, receipt) in zip(records, receipts) { #expect(receipt?.leaf.manifest == record.signed.digest) }
        // The first goes alone; while it is under way the others gather, 64 at most.
        #expect(counted.writes.withLock { $0 } - before < 50)
        var verification = LogVerification(storage: storage, key: log.key.verifierKey)
        try await verification.run()
        #expect(verification.fault == nil && verification.size == 100)
    }

    @Test func oneThatCannotBeStoredTakesNoOtherWithIt() async throws {
        let storage = try StorageKind.open(in: folder)
        let stations = try await stations(30, in: storage)
        var records = try stations.map { try $0.record(1) }
        // The schema refuses a hash of another length.
        for place in [3, 17, 29] {
            records[place].adjudication = Adjudication(
                action: .openAccount, actionName: "open-account", officer: "o-1",
                account: AccountHashes(holder: [1], phone: nil), observed: [], contact: nil,
                policy: AdjudicationPolicy())
        }
        records.append(try stations[5].record(2, after: ContentDigest(of: [9])))
        let receipts = await append(records, to: storage)
        let missing = receipts.indices.filter { receipts[$0] == nil }
        #expect(missing == [3, 17, 29, 30])
        #expect(try await storage.logState().size == 27)
    }

    @Test func theSameRecordManyTimesIsOne() async throws {
        let storage = try StorageKind.open(in: folder)
        let record = try await stations(1, in: storage)[0].record(1)
        let receipts = await append(Array(repeating: record, count: 20), to: storage)
        #expect(receipts.compactMap { $0 }.count == 1)
        #expect(try await storage.logState().size == 1)
    }

    /// Two registries on one database, as two processes are: each with connections and a queue of its own.
    @Test func twoRegistriesOnOneDatabaseKeepOneLog() async throws {
        let both = [try StorageKind.open(in: folder), try StorageKind.open(in: folder)]
        let stations = try await stations(8, in: both[0])
        let appended = try await withThrowingTaskGroup(of: Int.self) { group in
            for (number, station) in stations.enumerated() {
                group.addTask { [log] in
                    var previous = ContentDigest.none
                    for sequence in 1...12 {
                        let record = try station.record(sequence, after: previous)
                        guard case .appended = try await both[(number + sequence) % 2].append(record, log: log) else {
                            return sequence - 1
                        }
                        previous = record.signed.digest
                    }
                    return 12
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(appended == 96)
        var verification = LogVerification(storage: both[1], key: log.key.verifierKey)
        try await verification.run()
        #expect(verification.fault == nil && verification.size == 96)
    }
}

/// A database that counts the transactions that write.
private final class CountedDatabase: SQLDatabase {
    private let base: any SQLDatabase
    let writes = Mutex(0)

    init(_ base: any SQLDatabase) { self.base = base }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value {
        writes.withLock { $0 += 1 }
        return try await base.write(body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    func settle() async throws { try await base.settle() }

    func close() async throws { try await base.close() }
}

/// How many records a second, printed and never judged: `CHIP_ID_APPENDS=5000 ./test --filter AppendSpeedTests`.
@Suite(.everyStorage, .serialized) struct AppendSpeedTests {
    static let count = Int(ProcessInfo.processInfo.environment["CHIP_ID_APPENDS"] ?? "") ?? 0
    let folder = TemporaryFolder()

    @Test(.enabled(if: count > 0)) func append() async throws {
        let storage = try StorageKind.open(in: folder)
        let log = try SyntheticRecords().log
        let stations = try (0..<64).map { try SyntheticRecords("station-\($0)", log: log) }
        for station in stations { _ = try await station.store(in: storage) }
        let each = Self.count / stations.count
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for station in stations {
                group.addTask { try await station.append(to: storage, 1...each, after: ContentDigest.none) }
            }
            try await group.waitForAll()
        }
        let time = ContinuousClock.now - start
        let state = try await storage.logState()
        #expect(state.size == each * stations.count)
        let kind = if case .sqlite = StorageKind.current { "SQLite" } else { "PostgreSQL" }
        print(
            "\(kind): \(state.size) records by 64 stations in \(time): \(Double(state.size) / (time / .seconds(1))) a second"
        )
    }
}
