import Dispatch
import Registry

/// A place in the pool: a thread that may wait, and the connection that lives on it.
///
/// `@unchecked`: the connection is touched on the queue only, which runs one block at a time.
final class PostgreSQLLine: @unchecked Sendable {
    private let queue = DispatchQueue(label: "postgresql")
    private let open: @Sendable () throws -> PostgreSQLConnection
    private var connection: PostgreSQLConnection?
    /// The age of the pool in which the connection was made.
    private var age = 0

    init(open: @escaping @Sendable () throws -> PostgreSQLConnection) { self.open = open }

    /// Runs a transaction on the line's thread: all of it counts, or nothing.
    /// - Parameter age: a connection that was made before it is replaced first.
    func transaction<Value: Sendable>(
        _ begin: String, age: Int, _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.perform(begin, age, body) }) }
        }
    }

    /// Closes the connection.
    func close() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.connection = nil
                continuation.resume()
            }
        }
    }

    private func perform<Value>(_ begin: String, _ age: Int, _ body: (any SQLSession) throws -> Value) throws -> Value {
        if self.age < age { connection = nil }
        let connection = try self.connection ?? open()
        (self.connection, self.age) = (connection, max(age, self.age))
        do {
            try connection.begin(begin)
            let value = try body(PostgreSQLSession(connection: connection))
            try connection.commit()
            return value
        } catch {
            let isGone = (error as? PostgreSQLFailure)?.isServerGone ?? false
            if isGone || (connection.isInTransaction && (try? connection.run("ROLLBACK").tag) == nil) {
                self.connection = nil
            }
            throw error
        }
    }
}
