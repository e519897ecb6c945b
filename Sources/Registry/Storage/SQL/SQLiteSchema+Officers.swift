extension SQLiteSchema {
    /// `officers` keeps every assignment, also ended ones: a signature is judged by what its officer was when he made it.
    /// `audit_entries` holds each station's chain as `records` does. What `accounts` knows of people are keyed hashes.
    static let second = """
        CREATE TABLE officers (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 32),
            officer BLOB NOT NULL,
            admitted INTEGER NOT NULL CHECK (admitted >= 0),
            ended INTEGER CHECK (ended >= admitted),
            reason TEXT CHECK (reason IN ('removed', 'replaced')),
            CHECK ((ended IS NULL) = (reason IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX officers_serving ON officers (id) WHERE ended IS NULL;
        CREATE INDEX officers_by_id ON officers (id);

        CREATE TABLE rosters (
            number INTEGER PRIMARY KEY CHECK (number >= 1),
            issued INTEGER NOT NULL CHECK (issued >= 0),
            expires INTEGER NOT NULL CHECK (expires > issued),
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE TABLE audit_entries (
            station TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            previous_number INTEGER,
            previous BLOB,
            entry BLOB NOT NULL,
            received INTEGER NOT NULL CHECK (received >= 0),
            PRIMARY KEY (station, number),
            UNIQUE (station, number, digest),
            FOREIGN KEY (station, previous_number, previous) REFERENCES audit_entries (station, number, digest),
            CHECK (CASE WHEN number = 1 THEN previous_number IS NULL AND previous IS NULL
                        ELSE previous_number = number - 1 AND previous IS NOT NULL END)
        ) STRICT;

        CREATE TABLE accounts (
            holder BLOB NOT NULL PRIMARY KEY CHECK (length(holder) = 32),
            phone BLOB CHECK (length(phone) = 32),
            record INTEGER NOT NULL REFERENCES records (number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX accounts_by_phone ON accounts (phone);
        """
}
