import Foundation
import GRDB
package import Registry

extension OfficerDatabase {
    /// Opens a database that is there, to look at it: nothing is made or changed, whoever asks.
    package init(readingAt path: String, station: StationID) throws(EnrollmentError) {
        (self.path, self.station) = (path, station)
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(2)
            database = try DatabasePool(path: path, configuration: configuration)
        } catch { throw EnrollmentError(database: error, path: path) }
    }
}

extension StationFolder {
    /// The roster that is here, without taking one in: from the database, or, before the first sign-in, from the file that
    /// came with the folder. Nil where there is none.
    package func presentRoster() throws -> Roster? {
        let path = url.appending(path: "officers.sqlite").path
        if FileManager.default.fileExists(atPath: path) {
            let database = try OfficerDatabase(readingAt: path, station: station)
            if let roster = try OfficerDesk(database: database, authorities: trustAuthorities()).roster() {
                return roster
            }
        }
        let file = url.appending(path: "roster.p7s").path
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        return try Roster.verify(DurableFile.read(file, atMost: Roster.maximumSize), trusting: trustAuthorities())
    }
}
