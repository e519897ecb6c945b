extension SQLiteSchema {
    /// `record_pieces` holds what `record_parts` did, and for a part above the size of a piece the pieces in order.
    /// `pending_parts` names those of `parts` that no record uses yet, so that their sum is found without the others.
    /// `record_states` counts the changes of each station by itself, so that a station misses none.
    /// `statements` is what stations said of their records each day, `discrepancies` what did not agree with it.
    static let third = """
        CREATE TABLE record_pieces (
            record INTEGER NOT NULL REFERENCES records (number),
            name TEXT NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            station TEXT NOT NULL,
            digest BLOB NOT NULL,
            PRIMARY KEY (record, name, position),
            FOREIGN KEY (station, digest) REFERENCES parts (station, digest)
        ) STRICT;
        CREATE INDEX record_pieces_by_part ON record_pieces (station, digest);
        INSERT INTO record_pieces (record, name, position, station, digest)
            SELECT record, name, 0, station, digest FROM record_parts;
        DROP TABLE record_parts;

        CREATE TABLE pending_parts (
            station TEXT NOT NULL,
            digest BLOB NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            PRIMARY KEY (station, digest),
            FOREIGN KEY (station, digest) REFERENCES parts (station, digest)
        ) STRICT;
        INSERT INTO pending_parts (station, digest, size)
            SELECT station, digest, size FROM parts WHERE NOT EXISTS (
                SELECT 1 FROM record_pieces
                WHERE record_pieces.station = parts.station AND record_pieces.digest = parts.digest);

        CREATE TABLE record_states (
            station TEXT NOT NULL,
            change INTEGER NOT NULL CHECK (change >= 1),
            record INTEGER NOT NULL REFERENCES records (number),
            state TEXT NOT NULL
                CHECK (state IN ('verified', 'refused', 'matched', 'approved', 'rejected', 'correction-wanted')),
            reason TEXT CHECK (length(reason) BETWEEN 1 AND 500),
            since INTEGER NOT NULL CHECK (since >= 0),
            PRIMARY KEY (station, change)
        ) STRICT;
        CREATE INDEX record_states_by_record ON record_states (record, change);
        INSERT INTO record_states (station, change, record, state, since)
            SELECT station, sequence, number, CASE verdict WHEN 'accepted' THEN 'verified' ELSE 'refused' END, received
            FROM records;

        CREATE TABLE statements (
            id INTEGER PRIMARY KEY,
            station TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            made INTEGER NOT NULL CHECK (made >= 0),
            head INTEGER NOT NULL CHECK (head >= 0),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            statement BLOB NOT NULL,
            signature BLOB NOT NULL,
            received INTEGER NOT NULL CHECK (received >= 0),
            UNIQUE (station, digest)
        ) STRICT;
        CREATE INDEX statements_by_station ON statements (station, received);

        CREATE TABLE discrepancies (
            id INTEGER PRIMARY KEY,
            station TEXT NOT NULL,
            statement INTEGER REFERENCES statements (id),
            kind TEXT NOT NULL CHECK (kind IN ('gap', 'fork', 'rollback', 'unbalanced', 'verdicts-differ')),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            detail TEXT NOT NULL,
            found INTEGER NOT NULL CHECK (found >= 0)
        ) STRICT;
        CREATE INDEX discrepancies_by_station ON discrepancies (station, id);
        CREATE INDEX discrepancies_by_statement ON discrepancies (statement);
        CREATE INDEX records_refused ON records (station, sequence) WHERE verdict = 'refused';
        """
}
