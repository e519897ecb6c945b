import Foundation
package import Registry

/// What a station's folder has of officers.
///
/// ```
/// officers.sqlite   the roster, wrong passwords, the audit log; made on first use
/// roster.p7s        a roster that somebody put there, as idregistry enlist does: taken where it is newer
/// ```
extension StationFolder {
    package func officerDatabase() throws -> OfficerDatabase {
        try OfficerDatabase(path: url.appending(path: "officers.sqlite").path, station: station)
    }

    /// Who may work here. A roster in the folder that is refused is left alone; `take` says why.
    package func officerDesk(at now: Timestamp = Timestamp(Date())) throws -> OfficerDesk {
        let desk = OfficerDesk(database: try officerDatabase(), authorities: try trustAuthorities())
        let file = url.appending(path: "roster.p7s")
        if let handle = try? FileHandle(forReadingFrom: file),
            let bytes = try? handle.read(upToCount: Roster.maximumSize + 1)
        {
            _ = try? desk.take(roster: Array(bytes), at: now)
        }
        return desk
    }

    package func auditLog() throws -> AuditLog { AuditLog(try officerDatabase()) }
}
