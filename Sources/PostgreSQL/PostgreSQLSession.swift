import Crypto
import Registry

/// A transaction under way on one connection.
struct PostgreSQLSession: SQLSession {
    let connection: PostgreSQLConnection

    func rows(_ sql: String, _ arguments: [any SQLEncodable]) throws -> [SQLRow] {
        try connection.run(sql, arguments).rows()
    }

    func execute(_ sql: String, _ arguments: [any SQLEncodable]) throws -> Int {
        try connection.run(sql, arguments).changed
    }

    /// An advisory lock of this transaction. Two whose names have one hash wait for each other without need, which does no
    /// harm.
    func lock(_ lock: SQLLock) throws { try Self.lock(lock.name, connection) }

    static func lock(_ name: String, _ connection: PostgreSQLConnection) throws {
        let hash = SHA256.hash(data: Array(name.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        _ = try connection.run("SELECT 1 AS locked FROM pg_advisory_xact_lock(?)", [Int(bitPattern: UInt(hash))])
    }
}
