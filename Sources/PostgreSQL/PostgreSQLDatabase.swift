package import Registry
import Synchronization

/// The registry's database in PostgreSQL 15 or later: any number of registry processes beside each other, high
/// availability by Patroni (docs/registry.md).
///
/// READ COMMITTED with the locks that the storage asks for. A transaction that a conflict or a lost server ended before its
/// commit was sent is run again; a commit without an answer never is.
package final class PostgreSQLDatabase: SQLDatabase {
    private let pool: PostgreSQLPool

    private final class Preparation: Sendable {
        let isDone = Mutex(false)
    }

    private static let mostAttempts = 5
    /// After this long there is no other attempt: the station tries again later.
    private static let patience = Duration.seconds(10)

    /// Connects to nobody yet: the first transaction does, and brings the schema up to date.
    ///
    /// - Parameters:
    ///   - configuration: where the servers are, and as whom.
    ///   - connections: the most at once.
    package init(_ configuration: PostgreSQLConfiguration, connections: Int = 8) {
        let preparation = Preparation()
        pool = PostgreSQLPool(size: connections) {
            let connection = try PostgreSQLConnection(configuration)
            try PostgreSQLSettings.apply(to: connection)
            // One connection of this process does it, and the others wait.
            try preparation.isDone.withLock { isDone in
                if !isDone { try PostgreSQLSchema.migrate(connection) }
                isDone = true
            }
            return connection
        }
    }

    /// With a connection string out of a file.
    package convenience init(file: String) throws(RegistryError) {
        self.init(try PostgreSQLConfiguration(file: file))
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await attempt("BEGIN", body)
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await attempt("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", body)
    }

    /// A transaction with a number of its own has a commit that waits for the standby, and all before it is there then too.
    package func settle() async throws {
        try await write { _ = try $0.rows("SELECT 1 AS settled FROM pg_current_xact_id()", []) }
    }

    package func close() async throws { await pool.close() }

    private func attempt<Value: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        let start = ContinuousClock.now
        var attempts = 0
        while true {
            do { return try await pool.transaction(begin, body) } catch let failure as PostgreSQLFailure {
                attempts += 1
                guard failure.isWorthAnotherAttempt, attempts < Self.mostAttempts, .now - start < Self.patience else {
                    throw failure.error
                }
                try await Task.sleep(for: .milliseconds(Int.random(in: 10...(25 << attempts))))
            }
        }
    }
}
