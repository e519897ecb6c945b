import Enrollment
import Foundation
import GRDB

extension OfficerRig {
    private var path: String { station.url.appending(path: "officers.sqlite").path }

    /// Changes the database behind the station's back, as somebody with rights on the machine can.
    func change(_ statements: String...) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { db in
            for trigger in ["audit_is_not_changed", "audit_is_not_removed"] {
                try db.execute(sql: "DROP TRIGGER IF EXISTS \(trigger)")
            }
            for statement in statements { try db.execute(sql: statement) }
        }
        try queue.close()
    }

    /// Takes a table away.
    func spoil() throws { try change("DROP TABLE attempts") }
}
