import GRDB
import Registry

/// Wrong passwords. What nobody is called counts on one row, so that trying identities out fills no disk.
extension OfficerDatabase {
    /// No identity has such a character.
    static let nobody = "?"

    /// Counts an attempt as a wrong one before the password is looked at: who pulls the plug in between has tried all
    /// the same. `succeed` takes it back.
    ///
    /// - Returns: until when nobody is let try, where that is so; nothing was counted then.
    func begin(_ officer: String, at time: Timestamp, by rule: LockOut.Rule) throws(EnrollmentError) -> Timestamp? {
        try write { db in
            let lockOut = try Self.lockOut(officer, db)
            if let end = lockOut.end(at: time) { return end }
            try Self.set(lockOut.failing(at: time, by: rule), of: officer, db)
            return nil
        }
    }

    /// The password was right.
    func succeed(_ officer: String) throws(EnrollmentError) {
        try write { try $0.execute(sql: "DELETE FROM attempts WHERE officer = ?", arguments: [officer]) }
    }

    /// How things stand for an officer.
    func lockOut(_ officer: String) throws(EnrollmentError) -> LockOut { try read { try Self.lockOut(officer, $0) } }

    static func lockOut(_ officer: String, _ db: Database) throws -> LockOut {
        let row = try Row.fetchOne(
            db, sql: "SELECT failures, locked_from, locked_until FROM attempts WHERE officer = ?",
            arguments: [officer])
        guard let row else { return LockOut() }
        let from = (row["locked_from"] as Int?).flatMap { Timestamp(milliseconds: $0) }
        let until = (row["locked_until"] as Int?).flatMap { Timestamp(milliseconds: $0) }
        guard let from, let until, from < until else { return LockOut(failures: row["failures"], locked: nil) }
        return LockOut(failures: row["failures"], locked: from..<until)
    }

    static func set(_ lockOut: LockOut, of officer: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO attempts (officer, failures, locked_from, locked_until) VALUES (?, ?, ?, ?)
                ON CONFLICT (officer) DO UPDATE SET failures = excluded.failures,
                    locked_from = excluded.locked_from, locked_until = excluded.locked_until
                """,
            arguments: [
                officer, lockOut.failures, lockOut.locked?.lowerBound.milliseconds,
                lockOut.locked?.upperBound.milliseconds,
            ])
    }
}
