import FoundationEssentials
import Testing

@testable import PostgreSQL
@testable import Registry

/// The database that a test runs on.
enum StorageKind: Sendable {
    /// A file in the test's folder.
    case sqlite
    /// A database of a real server, made for this test alone.
    case postgreSQL(connection: String)

    @TaskLocal static var current = StorageKind.sqlite

    /// The storage of this test; the same again when it is opened again.
    static func open(in folder: TemporaryFolder) throws -> SQLStorage {
        switch current {
        case .sqlite: try SQLStorage(path: "\(folder.path)/registry.sqlite")
        case .postgreSQL(let connection):
            SQLStorage(PostgreSQLDatabase(try PostgreSQLConfiguration(connection), connections: 4))
        }
    }

    /// Tells a registry's folder where its database is; opens it anew.
    static func settle(_ folder: RegistryFolder) throws -> RegistryFolder {
        if case .postgreSQL(let connection) = current {
            try DurableFile.create("\(folder.path)/database.conf", Array("\(connection)\n".utf8), mode: 0o600)
        }
        return try RegistryFolder.load(from: folder.path)
    }
}

/// Runs each test once on SQLite and once on PostgreSQL, where that is installed.
struct EveryStorage: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await StorageKind.$current.withValue(.sqlite) { try await function() }
        guard PostgreSQLServer.isInstalled else { return }
        let connection = try await PostgreSQLServer.shared.freshDatabase()
        try await StorageKind.$current.withValue(.postgreSQL(connection: connection)) {
            let connector = DatabaseConnector {
                PostgreSQLDatabase(try PostgreSQLConfiguration(file: $0), connections: 4)
            }
            try await RegistryFolder.$connector.withValue(connector) { try await function() }
        }
    }
}

extension Trait where Self == EveryStorage {
    /// Runs each test on every kind of database.
    static var everyStorage: Self { EveryStorage() }
}

@Suite struct EveryStorageTests {
    @Test(
        "PostgreSQL is here, so that the storage's tests run on it too",
        .enabled(if: PostgreSQLServer.isInstalled || PostgreSQLServer.isDemanded, "PostgreSQL is not installed"))
    func present() async throws {
        #expect(PostgreSQLServer.isInstalled)
        _ = try await PostgreSQLServer.shared.freshDatabase()
    }
}
