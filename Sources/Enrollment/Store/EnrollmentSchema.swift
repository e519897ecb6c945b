import GRDB

/// The schema of a station's database. A migration that was released is never changed; a new one follows it.
enum EnrollmentSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 records, parts, outbox") { try $0.execute(sql: first) }
        migrator.registerMigration("2 drafts") { try $0.execute(sql: drafts) }
        migrator.registerMigration("3 forwarding") { try $0.execute(sql: forwarding) }
        migrator.registerMigration("4 traces") { try $0.execute(sql: traces) }
        migrator.registerMigration("5 phase") { try $0.execute(sql: phase) }
        return migrator
    }

    /// No record where the station does not go on; no draft where another one does, or none.
    private static let phase = StationPhase.schema(holding: [
        ("records", [.restored, .moved, .closed]), ("drafts", [.moved, .closed]),
    ])

    /// Everything in `parts` is sealed to the registry; `holder` is a keyed hash. (previous_sequence, previous) names
    /// the record before, so that a gap or a fork cannot be stored. Times are milliseconds since 1970.
    private static let first = """
        CREATE TABLE records (
            sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            previous_sequence INTEGER,
            previous BLOB,
            manifest BLOB NOT NULL,
            signature BLOB NOT NULL,
            holder BLOB NOT NULL CHECK (length(holder) = 32),
            created INTEGER NOT NULL CHECK (created >= 0),
            UNIQUE (sequence, digest),
            FOREIGN KEY (previous_sequence, previous) REFERENCES records (sequence, digest),
            CHECK (CASE WHEN sequence = 1 THEN previous_sequence IS NULL AND previous IS NULL
                        ELSE previous_sequence = sequence - 1 AND previous IS NOT NULL END)
        ) STRICT;
        CREATE INDEX records_by_holder ON records (holder);

        CREATE TABLE parts (
            sequence INTEGER NOT NULL REFERENCES records (sequence),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            bytes BLOB NOT NULL,
            PRIMARY KEY (sequence, digest)
        ) STRICT;

        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY REFERENCES records (sequence),
            state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'refused')),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            next_attempt INTEGER NOT NULL CHECK (next_attempt >= 0),
            problem TEXT,
            receipt BLOB,
            CHECK ((state = 'delivered') = (receipt IS NOT NULL)),
            CHECK (state <> 'refused' OR problem IS NOT NULL)
        ) STRICT;
        CREATE INDEX outbox_pending ON outbox (sequence) WHERE state = 'pending';
        """

    /// Everything in `sealed` opens with the draft's own key, and that with an officer's. Step and state are what a list
    /// may show without one.
    private static let drafts = """
        CREATE TABLE drafts (
            id TEXT PRIMARY KEY CHECK (length(id) = 36),
            procedure TEXT NOT NULL,
            version INTEGER NOT NULL,
            officer TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'waiting-approval', 'rejected')),
            step TEXT NOT NULL,
            began INTEGER NOT NULL CHECK (began >= 0),
            updated INTEGER NOT NULL CHECK (updated >= 0),
            sealed BLOB NOT NULL
        ) STRICT;

        CREATE TABLE draft_keys (
            draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
            officer TEXT NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (draft, officer)
        ) STRICT;

        CREATE TABLE draft_attachments (
            draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (draft, name)
        ) STRICT;
        """
}
