import GRDB

/// The schema of the registry's database. A step that was released is never changed; a new one follows it.
package enum SQLiteSchema {
    /// A step from one version of the schema to the next.
    package struct Step: Sendable {
        package let name: String
        package let sql: String

        package init(name: String, sql: String) {
            self.name = name
            self.sql = sql
        }
    }

    /// Every step, in order. Those after the second keep to what can be said in PostgreSQL with other words for the types.
    package static let steps = [
        Step(name: "1 parts, records, findings, log", sql: first),
        Step(name: "2 officers, rosters, audit, accounts", sql: second),
        Step(name: "3 pieces, statements, statuses", sql: third),
        Step(name: "4 adjudication, accounts, events", sql: adjudication),
        Step(name: "5 stations", sql: stations),
        Step(name: "6 traces", sql: traces),
        Step(name: "7 closings", sql: closings),
    ]

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for step in steps { migrator.registerMigration(step.name) { try $0.execute(sql: step.sql) } }
        return migrator
    }

    /// `records` holds each station's chain: (station, previous_sequence, previous) names the record before, so a gap or
    /// a fork cannot be stored. Times are milliseconds since 1970, digests 32 bytes.
    private static let first = """
        CREATE TABLE parts (
            station TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            bytes BLOB NOT NULL,
            size INTEGER NOT NULL CHECK (size = length(bytes)),
            received INTEGER NOT NULL CHECK (received >= 0),
            PRIMARY KEY (station, digest)
        ) STRICT;

        CREATE TABLE records (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
            station TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence >= 1),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            previous_sequence INTEGER,
            previous BLOB,
            manifest BLOB NOT NULL,
            signature BLOB NOT NULL,
            received INTEGER NOT NULL CHECK (received >= 0),
            verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'refused')),
            receipt BLOB,
            problem BLOB,
            UNIQUE (station, sequence),
            UNIQUE (station, sequence, digest),
            FOREIGN KEY (station, previous_sequence, previous) REFERENCES records (station, sequence, digest),
            CHECK (CASE WHEN sequence = 1 THEN previous_sequence IS NULL AND previous IS NULL
                        ELSE previous_sequence = sequence - 1 AND previous IS NOT NULL END),
            CHECK ((verdict = 'accepted') = (receipt IS NOT NULL)),
            CHECK ((verdict = 'refused') = (problem IS NOT NULL))
        ) STRICT;

        CREATE TABLE record_parts (
            record INTEGER NOT NULL REFERENCES records (number),
            name TEXT NOT NULL,
            station TEXT NOT NULL,
            digest BLOB NOT NULL,
            PRIMARY KEY (record, name),
            FOREIGN KEY (station, digest) REFERENCES parts (station, digest)
        ) STRICT;
        CREATE INDEX record_parts_by_part ON record_parts (station, digest);

        CREATE TABLE findings (
            record INTEGER NOT NULL REFERENCES records (number),
            position INTEGER NOT NULL CHECK (position >= 0),
            name TEXT NOT NULL,
            result TEXT NOT NULL,
            detail TEXT NOT NULL,
            PRIMARY KEY (record, position)
        ) STRICT;

        CREATE TABLE log_leaves (
            leaf INTEGER PRIMARY KEY CHECK (leaf >= 0),
            record INTEGER NOT NULL UNIQUE REFERENCES records (number),
            entry BLOB NOT NULL
        ) STRICT;

        CREATE TABLE log_nodes (
            level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 62),
            position INTEGER NOT NULL CHECK (position >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (level, position)
        ) STRICT, WITHOUT ROWID;
        """
}
