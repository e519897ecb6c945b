import FoundationEssentials
import GRDB

/// The database of a trust folder: what was imported, from where, and what was removed (SQLite).
///
/// An import is one transaction, on disk when it returns: a crash at any moment leaves all of it or nothing. SQLite's
/// rollback journal, and not a write-ahead log: the database is one file that can be copied while nobody writes.
struct TrustDatabase: Sendable {
    let queue: DatabaseQueue
    let path: String

    static let fileName = "trust.sqlite"

    /// Opens the database for writing, makes it where there is none, and brings its schema up to date.
    init(creatingAt path: String) throws(TrustError) {
        self.path = path
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration())
            try queue.read { try Self.refuseNewer($0, path) }
            try TrustSchema.migrator.migrate(queue)
        } catch { throw TrustError(database: error, path: path) }
    }

    /// An empty database in memory.
    init() throws(TrustError) {
        path = "in memory"
        do {
            queue = try DatabaseQueue(configuration: Self.configuration())
            try TrustSchema.migrator.migrate(queue)
        } catch { throw TrustError(database: error, path: path) }
    }

    /// Opens the database that is there; nil where there is none, or one that was never finished.
    init?(existingAt path: String) throws(TrustError) {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        self.path = path
        do {
            // What a killed writer left is rolled back by the next one who opens, and that takes the right to write.
            queue = try DatabaseQueue(
                path: path,
                configuration: Self.configuration(isReadOnly: !FileManager.default.isWritableFile(atPath: path)))
            let isMade = try queue.read { db in
                try Self.refuseNewer(db, path)
                return try TrustSchema.migrator.hasCompletedMigrations(db)
            }
            if !isMade { return nil }
        } catch { throw TrustError(database: error, path: path) }
    }

    /// Runs one transaction that writes.
    func write<Value>(_ body: (TrustRows) throws -> Value) throws -> Value {
        do { return try queue.write { try body(TrustRows(db: $0)) } } catch {
            throw TrustError(database: error, path: path)
        }
    }

    /// Runs one transaction that reads.
    func read<Value>(_ body: (TrustRows) throws -> Value) throws(TrustError) -> Value {
        do { return try queue.read { try body(TrustRows(db: $0)) } } catch {
            throw TrustError(database: error, path: path)
        }
    }

    private static func configuration(isReadOnly: Bool = false) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // Readers stay welcome until an import commits, however large it is.
            try db.execute(sql: "PRAGMA cache_spill = OFF")
        }
        return configuration
    }

    private static func refuseNewer(_ db: Database, _ path: String) throws {
        guard try TrustSchema.migrator.hasBeenSuperseded(db) else { return }
        throw TrustError(.storeUnreadable, "\(path) was made by a newer version of this program")
    }
}

extension TrustError {
    /// What a failure of the database means. Nothing was written: each import is one transaction.
    init(database error: any Error, path: String) {
        switch error {
        case let error as TrustError: self = error
        case let error as DatabaseError
        where error.resultCode == .SQLITE_FULL
            || [.SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC].contains(error.extendedResultCode):
            self.init(
                .storeFull, "the disk of \(path) is full; the trust store is as it was. Free some space and try again.")
        case let error as DatabaseError where error.resultCode == .SQLITE_BUSY:
            self.init(.storeFailed, "\(path) is in use by another import; the trust store is as it was. Try again.")
        case let error as DatabaseError
        where [.SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM].contains(error.resultCode):
            self.init(
                .storeFailed,
                "\(path) cannot be opened or written by this user (SQLite \(error.extendedResultCode.rawValue))")
        case let error as DatabaseError:
            self.init(
                .storeUnreadable,
                "the trust database \(path) failed (SQLite \(error.extendedResultCode.rawValue)). Check the disk; import the lists anew into an empty folder if it stays so."
            )
        default: self.init(.storeFailed, "the trust database \(path) failed: \(error)")
        }
    }
}
