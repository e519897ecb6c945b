import Foundation
import GRDB
import Registry

/// The roster, and the latest time that is known.
extension OfficerDatabase {
    /// The signed roster; nil before the first.
    func roster() throws(EnrollmentError) -> [UInt8]? {
        try read { try Data.fetchOne($0, sql: "SELECT bytes FROM roster").map { [UInt8]($0) } }
    }

    /// Takes a roster in the place of an older one.
    ///
    /// It vouches for the time too: what this machine's clock said before, when it was wrong, is forgotten.
    /// - Returns: false where it is the one that is here.
    /// - Throws: `rosterRefused` where a newer one is here.
    func take(_ roster: Roster, _ bytes: [UInt8], at now: Timestamp) throws(EnrollmentError) -> Bool {
        try write { db in
            let held = try Row.fetchOne(db, sql: "SELECT number, bytes FROM roster")
            if let held {
                let number: Int = held["number"]
                if number == roster.number, [UInt8](held["bytes"] as Data) == bytes { return false }
                guard number < roster.number else {
                    throw EnrollmentError(
                        .rosterRefused, "roster \(roster.number) is not newer than roster \(number), which is here",
                        fault: .operator)
                }
            }
            try db.execute(
                sql: """
                    INSERT INTO roster (one, number, bytes) VALUES (1, ?, ?)
                    ON CONFLICT (one) DO UPDATE SET number = excluded.number, bytes = excluded.bytes
                    """, arguments: [roster.number, Data(bytes)])
            let time = max(now, roster.issued)
            try Self.set(latest: time, db)
            for officer in try String.fetchAll(db, sql: "SELECT officer FROM attempts") {
                try Self.set(Self.lockOut(officer, db).moved(to: time), of: officer, db)
            }
            return true
        }
    }

    /// The latest of this moment and all that were seen before.
    func latest(seeing now: Timestamp) throws(EnrollmentError) -> Timestamp {
        try write { try Self.latest(seeing: now, $0) }
    }

    static func latest(seeing now: Timestamp, _ db: Database) throws -> Timestamp {
        let seen = try Int.fetchOne(db, sql: "SELECT latest FROM clock").flatMap { Timestamp(milliseconds: $0) }
        if let seen, seen >= now { return seen }
        try set(latest: now, db)
        return now
    }

    private static func set(latest time: Timestamp, _ db: Database) throws {
        try db.execute(
            sql:
                "INSERT INTO clock (one, latest) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET latest = excluded.latest",
            arguments: [time.milliseconds])
    }
}
