import GRDB

/// The schema of `officers.sqlite`. A migration that was released is never changed; a new one follows it.
enum OfficerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 roster, attempts, audit") { try $0.execute(sql: first) }
        migrator.registerMigration("2 phase") { try $0.execute(sql: phase) }
        return migrator
    }

    /// No audit entry where the station does not go on: it could take a number twice.
    private static let phase = StationPhase.schema(holding: [("audit", [.restored, .moved, .closed])])

    /// `roster` and `clock` have one row. `audit` is a chain as `records` is in the station's other database: a gap or a
    /// fork cannot be stored, and nothing in it is changed or removed. Times are milliseconds since 1970.
    private static let first = """
        CREATE TABLE roster (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            number INTEGER NOT NULL CHECK (number >= 1),
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE TABLE clock (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            latest INTEGER NOT NULL CHECK (latest >= 0)
        ) STRICT;

        CREATE TABLE attempts (
            officer TEXT PRIMARY KEY,
            failures INTEGER NOT NULL CHECK (failures >= 1),
            locked_from INTEGER,
            locked_until INTEGER,
            CHECK ((locked_from IS NULL) = (locked_until IS NULL)),
            CHECK (locked_until > locked_from)
        ) STRICT;

        CREATE TABLE audit (
            number INTEGER PRIMARY KEY CHECK (number >= 1),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            previous_number INTEGER,
            previous BLOB,
            entry BLOB NOT NULL,
            UNIQUE (number, digest),
            FOREIGN KEY (previous_number, previous) REFERENCES audit (number, digest),
            CHECK (CASE WHEN number = 1 THEN previous_number IS NULL AND previous IS NULL
                        ELSE previous_number = number - 1 AND previous IS NOT NULL END)
        ) STRICT;
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is not changed'); END;
        CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is not removed'); END;
        """
}
