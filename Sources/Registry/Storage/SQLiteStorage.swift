import GRDB

/// The registry's storage in one SQLite file (GRDB): write-ahead log, every commit synced to disk.
package final class SQLiteStorage: RegistryStorage {
    private let database: DatabasePool

    /// Opens the database at this path, creates it if there is none, and brings its schema up to date.
    package init(path: String) throws(RegistryError) {
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        do {
            database = try DatabasePool(path: path, configuration: configuration)
            try SQLiteSchema.migrator.migrate(database)
        } catch { throw Self.failed(error) }
    }

    package func close() async throws { try database.close() }

    /// Runs one transaction that writes.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do { return try await database.write(body) } catch let error as DatabaseError { throw Self.failed(error) }
    }

    /// Runs one transaction that reads.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do { return try await database.read(body) } catch let error as DatabaseError { throw Self.failed(error) }
    }

    /// The message carries SQLite's code only: its text can quote values.
    private static func failed(_ error: any Error) -> RegistryError {
        let code = (error as? DatabaseError).map { "SQLite error \($0.extendedResultCode.rawValue)" }
        let full = (error as? DatabaseError)?.resultCode == .SQLITE_FULL
        return RegistryError(
            .storageFailed,
            full ? "the registry's disk is full" : "the registry's database failed: \(code ?? "no access")",
            fault: .registry)
    }
}
