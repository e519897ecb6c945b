import FoundationEssentials
import Testing

@testable import Registry

/// `idregistry log verify` on a log as it was written, and on one that somebody changed behind the registry's back.
@Suite(.everyStorage) struct LogVerificationTests {
    static let size = 300
    let folder = TemporaryFolder()
    let records: SyntheticRecords

    init() throws { records = try SyntheticRecords() }

    private func verify(_ storage: SQLStorage) async throws -> LogVerification {
        var verification = LogVerification(storage: storage, key: records.log.key.verifierKey)
        try await verification.run()
        return verification
    }

    @Test func aLogAsItWasWrittenHoldsTogether() async throws {
        let storage = try StorageKind.open(in: folder)
        let empty = try await verify(storage)
        #expect(empty.fault == nil && empty.size == 0 && empty.root == MerkleTree.emptyRoot)
        try await records.fill(storage, upTo: Self.size)
        let full = try await verify(storage)
        let state = try await storage.logState()
        #expect(full.fault == nil && full.size == Self.size && full.root == state.root && state.size == Self.size)
    }

    /// Where the foreign keys would refuse a change, they are taken away first: who can change the file can do that.
    @Test func eachChangeIsFound() async throws {
        let storage = try StorageKind.open(in: folder)
        try await records.fill(storage, upTo: Self.size)
        let other = Array(try records.record(1, finding: "x").signed.manifest.reversed())
        let changes: [(String, [any SQLEncodable], LogVerification.Fault)] = [
            (
                "UPDATE log_leaves SET entry = (SELECT entry FROM log_leaves AS other WHERE other.leaf = 0) WHERE leaf = 270",
                [], .init(kind: .leafNotOfRecord, leaf: 270)
            ),
            (
                "UPDATE records SET manifest = ? WHERE sequence = 200", [other],
                .init(kind: .leafNotOfRecord, leaf: 199)
            ),
            (
                "UPDATE records SET received = received + 1 WHERE sequence = 7", [],
                .init(kind: .leafNotOfRecord, leaf: 6)
            ),
            (
                "UPDATE records SET receipt = (SELECT receipt FROM records AS other WHERE other.sequence = 1) WHERE sequence = 9",
                [], .init(kind: .receiptWrong, leaf: 8)
            ),
            (
                "UPDATE log_nodes SET hash = (SELECT hash FROM log_nodes AS other WHERE other.level = 0 AND other.position = 0) WHERE level = 8 AND position = 0",
                [], .init(kind: .nodeWrong, leaf: 255)
            ),
            ("DELETE FROM log_nodes WHERE level = 1 AND position = 3", [], .init(kind: .nodeMissing, leaf: 7)),
            ("DELETE FROM log_leaves WHERE leaf = 299", [], .init(kind: .recordMissing, leaf: 1)),
            ("DELETE FROM log_leaves WHERE leaf = 280", [], .init(kind: .leafMissing, leaf: 280)),
            ("DELETE FROM log_leaves WHERE leaf < 256", [], .init(kind: .leafMissing, leaf: 0)),
        ]
        for (sql, arguments, fault) in changes {
            // The change is looked at from inside of its transaction, and undone with it.
            let found = try await undone(storage) { session in try session.execute(sql, arguments) }
            #expect(found == fault, "\(sql)")
        }
        #expect(try await verify(storage).fault == nil)
    }

    /// What verification finds in a copy of the tables it reads, changed.
    private func undone(
        _ storage: SQLStorage, _ change: @escaping @Sendable (any SQLSession) throws -> Void
    ) async throws -> LogVerification.Fault? {
        let tables = ["records", "log_leaves", "log_nodes"]
        let columns = [
            "records":
                "number, id, station, sequence, digest, previous_sequence, previous, manifest, signature, received, verdict, receipt, problem",
            "log_leaves": "leaf, record, entry", "log_nodes": "level, position, hash",
        ]
        _ = try await storage.database.write { session in
            for table in tables {
                try session.execute("ALTER TABLE \(table) RENAME TO \(table)_kept", [])
                try session.execute("CREATE TABLE \(table) AS SELECT \(columns[table] ?? "") FROM \(table)_kept", [])
            }
            try change(session)
        }
        let fault = try await verify(storage).fault
        _ = try await storage.database.write { session in
            for table in tables {
                try session.execute("DROP TABLE \(table)", [])
                try session.execute("ALTER TABLE \(table)_kept RENAME TO \(table)", [])
            }
        }
        return fault
    }
}
