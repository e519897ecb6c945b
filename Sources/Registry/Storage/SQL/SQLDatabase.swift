/// A database in which the registry lives. What is asked of it is SQL that SQLite and PostgreSQL both read, with `?` for
/// arguments; only the schemas are written for one of them.
package protocol SQLDatabase: Sendable {
    /// Runs one transaction that writes. When this returns, what it wrote is on disk; when it throws, nothing is.
    ///
    /// The body can be run again where the database asks for it: it changes nothing but the session.
    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value

    /// Runs one transaction that only reads, all at one moment.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value

    /// Returns when all that a transaction has seen until now is kept as surely as what `write` returned for. A server that
    /// waits for a standby may show for a moment what only it has.
    func settle() async throws

    /// Releases the database; nothing can be called afterwards.
    func close() async throws
}

/// A transaction under way.
package protocol SQLSession {
    /// The rows that a statement answers.
    func rows(_ sql: String, _ arguments: [any SQLEncodable]) throws -> [SQLRow]

    /// Runs a statement whose rows nobody wants; the number of rows it changed.
    @discardableResult func execute(_ sql: String, _ arguments: [any SQLEncodable]) throws -> Int

    /// Holds off every other transaction that asks for the same lock, until this one ends. Where only one transaction
    /// writes at a time it has nothing to do.
    func lock(_ lock: SQLLock) throws
}

extension SQLSession {
    /// The first row that a statement answers.
    func row(_ sql: String, _ arguments: [any SQLEncodable] = []) throws -> SQLRow? { try rows(sql, arguments).first }

    func rows(_ sql: String) throws -> [SQLRow] { try rows(sql, []) }

    /// Whether a statement answers any row.
    func exists(_ sql: String, _ arguments: [any SQLEncodable] = []) throws -> Bool {
        try !rows("\(sql) LIMIT 1", arguments).isEmpty
    }
}

/// What transactions take turns at, beyond the rows they write.
package enum SQLLock: Sendable, Hashable {
    /// The log grows at one place.
    case log
    /// A station's chains and parts.
    case station(StationID)
    /// Rosters have numbers without gaps.
    case rosters
    /// Cases, accounts and events: events are numbered without gaps, in the order in which their transactions end.
    case events
    /// Messages to citizens: each is taken by one process at a time.
    case notifications

    /// A name of its own, the same in every process: the case's, so that a case keeps its name from version to version.
    package var name: String {
        switch self {
        case .station(let station): "station \(station)"
        default: "\(self)"
        }
    }
}
