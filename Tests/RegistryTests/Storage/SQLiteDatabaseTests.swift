import FoundationEssentials
import GRDB
import Testing

@testable import Registry

/// What is particular to the file.
@Suite struct SQLiteDatabaseTests {
    let folder = TemporaryFolder()
    let records: SyntheticRecords

    init() throws { records = try SyntheticRecords() }

    @Test func aDatabaseThatANewerVersionChangedIsLeftAlone() async throws {
        let path = "\(folder.path)/registry.sqlite"
        _ = try SQLStorage(path: path)
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 more')") }
        let error = #expect(throws: RegistryError.self) { try SQLStorage(path: path) }
        #expect(error?.message.contains("newer version") == true)
    }

    @Test func aDatabaseOfTheFirstVersionGoesOn() async throws {
        let path = "\(folder.path)/registry.sqlite"
        let old = try DatabasePool(path: path)
        try SQLiteSchema.migrator.migrate(old, upTo: "1 parts, records, findings, log")
        try await old.write { database in
            try database.execute(
                sql: "INSERT INTO parts (station, digest, bytes, size, received) VALUES ('station-1', ?, x'07', 1, 0)",
                arguments: [Data(ContentDigest(of: [7]).bytes)])
            try database.execute(
                sql: """
                    INSERT INTO records (id, station, sequence, digest, manifest, signature, received, verdict, receipt)
                    VALUES ('0190b2a4-7c00-7000-8000-000000000009', 'station-9', 1, ?, x'', x'', 0, 'accepted', x'')
                    """, arguments: [Data(ContentDigest(of: [9]).bytes)])
        }
        #expect(try await old.read { try !$0.tableExists("officers") })
        try old.close()
        let storage = try SQLStorage(path: path)
        #expect(try await storage.part(ContentDigest(of: [7]), of: records.station) == [7])
        #expect(try await !storage.hasOfficers())
        #expect(try await storage.auditHead(of: records.station) == .empty)
        let states = try await storage.stateChanges(of: try #require(StationID("station-9")), after: 0, limit: 10)
        #expect(states.map(\.state) == [.verified] && states.map(\.sequence) == [1])
        guard case .appended = try await storage.append(try records.record(1), log: records.log) else {
            Issue.record("not appended")
            return
        }
    }

    @Test func aWriteIsOnDiskWhenItReturns() async throws {
        let modes = try await SQLStorage(path: "\(folder.path)/registry.sqlite").database.read { session in
            (
                try session.row("PRAGMA journal_mode")?.text("journal_mode"),
                try session.row("PRAGMA synchronous")?.integer("synchronous"),
                try session.row("PRAGMA foreign_keys")?.integer("foreign_keys")
            )
        }
        #expect(modes.0 == "wal" && modes.1 == 2 && modes.2 == 1)
    }
}
