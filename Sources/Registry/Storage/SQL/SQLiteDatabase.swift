import FoundationEssentials
import GRDB

/// The registry's database in one SQLite file (GRDB): write-ahead log, every commit synced to disk.
package final class SQLiteDatabase: SQLDatabase {
    private let database: DatabasePool

    /// Opens the database at this path, creates it if there is none, and brings its schema up to date.
    package init(path: String) throws(RegistryError) {
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        do {
            database = try DatabasePool(path: path, configuration: configuration)
            guard try !database.read(SQLiteSchema.migrator.hasBeenSuperseded) else {
                throw RegistryError(
                    .storageFailed, "a newer version of this program has changed the database: use that one",
                    fault: .registry)
            }
            try SQLiteSchema.migrator.migrate(database)
        } catch let error as RegistryError { throw error } catch { throw Self.failed(error) }
    }

    /// A transaction is synced before another one sees it.
    package func settle() async throws {}

    package func close() async throws { try database.close() }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        do { return try await database.write { try body(SQLiteSession(database: $0)) } } catch let error
            as DatabaseError
        { throw Self.failed(error) }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        do { return try await database.read { try body(SQLiteSession(database: $0)) } } catch let error
            as DatabaseError
        { throw Self.failed(error) }
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

private struct SQLiteSession: SQLSession {
    let database: Database

    func rows(_ sql: String, _ arguments: [any SQLEncodable]) throws -> [SQLRow] {
        let statement = try database.cachedStatement(sql: sql)
        return try Row.fetchAll(statement, arguments: Self.arguments(arguments)).map { row in
            SQLRow(
                Dictionary(row.map { ($0, Self.value($1)) }) { first, _ in first })
        }
    }

    func execute(_ sql: String, _ arguments: [any SQLEncodable]) throws -> Int {
        try database.cachedStatement(sql: sql).execute(arguments: Self.arguments(arguments))
        return database.changesCount
    }

    /// SQLite lets one transaction write at a time.
    func lock(_ lock: SQLLock) {}

    private static func arguments(_ arguments: [any SQLEncodable]) -> StatementArguments {
        StatementArguments(
            arguments.map { argument -> (any DatabaseValueConvertible)? in
                switch argument.sqlValue {
                case .null: nil
                case .integer(let number): number
                case .text(let text): text
                case .bytes(let bytes): Data(bytes)
                }
            })
    }

    private static func value(_ value: DatabaseValue) -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(Int(number))
        case .string(let text): .text(text)
        case .blob(let data): .bytes([UInt8](data))
        case .double: .null
        }
    }
}
