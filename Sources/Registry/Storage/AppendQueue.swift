/// Records that wait to be appended, and the transaction that takes them together.
///
/// The log grows at one place, so records cannot be appended beside each other; and what a transaction costs is its commit,
/// which waits for a disk and perhaps for a standby. While one is under way the next ones gather, and share the next.
actor AppendQueue {
    /// The most records in one transaction: what it holds locks for, and what a failure makes to be done again.
    static let mostInABatch = 64

    private struct Waiting {
        let record: JudgedRecord
        let log: TransparencyLog
        let continuation: CheckedContinuation<AppendOutcome, any Error>
    }

    private let database: any SQLDatabase
    private var waiting: [Waiting] = []
    private var isWorking = false

    init(_ database: any SQLDatabase) { self.database = database }

    /// Appends a record; returns after the commit.
    func append(_ record: JudgedRecord, log: TransparencyLog) async throws -> AppendOutcome {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiting(record: record, log: log, continuation: continuation))
            if !isWorking {
                isWorking = true
                Task { await work() }
            }
        }
    }

    private func work() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(Self.mostInABatch))
            waiting.removeFirst(batch.count)
            await append(batch)
        }
        isWorking = false
    }

    /// A statement that fails ends the whole transaction. The record at fault must not take the others with it: then each has
    /// a transaction to itself. A database that cannot be reached is nobody's fault and fails them all.
    private func append(_ batch: [Waiting]) async {
        do {
            let items = batch.map { (record: $0.record, log: $0.log) }
            let outcomes = try await database.write { try SQLStorage.append(items, in: $0) }
            for (waiting, outcome) in zip(batch, outcomes) { waiting.continuation.resume(returning: outcome) }
        } catch {
            guard batch.count > 1, (error as? RegistryError)?.code != .storageUnavailable else {
                for waiting in batch { waiting.continuation.resume(throwing: error) }
                return
            }
            for waiting in batch { await append([waiting]) }
        }
    }
}
