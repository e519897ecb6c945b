import Foundation
import GRDB
package import Registry

/// A station's officers and what they did: the roster, wrong passwords, the audit log (SQLite, `officers.sqlite`).
///
/// One method is one transaction, on disk when it returns.
package struct OfficerDatabase: Sendable {
    let database: DatabasePool
    let path: String
    package let station: StationID

    /// Opens the database, or makes it, for its owner alone.
    package init(path: String, station: StationID) throws(EnrollmentError) {
        self.path = path
        self.station = station
        if !FileManager.default.fileExists(atPath: path) {
            // SQLite keeps the mode of the file that it finds, for its log too.
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            configuration.busyMode = .timeout(10)
            database = try DatabasePool(path: path, configuration: configuration)
            try OfficerSchema.migrator.refuseNewer(database, at: path)
            try OfficerSchema.migrator.migrate(database)
        } catch {
            throw EnrollmentError(database: error, path: path)
        }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(EnrollmentError) -> Value {
        do { return try database.write(body) } catch { throw EnrollmentError(database: error, path: path) }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(EnrollmentError) -> Value {
        do { return try database.read(body) } catch { throw EnrollmentError(database: error, path: path) }
    }
}
