extension EnrollmentSchema {
    /// What is known of a record on its way and after it. Sealed parts go only where a receipt is here: the trigger holds
    /// that whatever the code above it does.
    static let forwarding = """
        ALTER TABLE outbox ADD COLUMN sent INTEGER NOT NULL DEFAULT 0 CHECK (sent >= 0);
        ALTER TABLE outbox ADD COLUMN received INTEGER CHECK (received IS NULL OR receipt IS NOT NULL);
        ALTER TABLE outbox ADD COLUMN dropped INTEGER CHECK (dropped IS NULL OR received IS NOT NULL);
        UPDATE outbox SET received = (SELECT created FROM records WHERE records.sequence = outbox.sequence)
            WHERE state = 'delivered';
        CREATE TRIGGER parts_without_receipt_stay BEFORE DELETE ON parts
            WHEN NOT EXISTS (SELECT 1 FROM outbox WHERE sequence = OLD.sequence AND receipt IS NOT NULL)
            BEGIN SELECT RAISE(ABORT, 'a record without a receipt is kept'); END;

        CREATE TABLE record_states (
            change INTEGER PRIMARY KEY CHECK (change >= 1),
            sequence INTEGER NOT NULL REFERENCES records (sequence),
            state TEXT NOT NULL,
            reason TEXT,
            since INTEGER NOT NULL CHECK (since >= 0)
        ) STRICT;
        CREATE INDEX record_states_by_record ON record_states (sequence, change);

        CREATE TABLE statements (
            number INTEGER PRIMARY KEY CHECK (number >= 1),
            made INTEGER NOT NULL CHECK (made >= 0),
            statement BLOB NOT NULL,
            signature BLOB NOT NULL,
            answered INTEGER CHECK (answered >= 0),
            answer BLOB,
            CHECK ((answered IS NULL) = (answer IS NULL))
        ) STRICT;

        CREATE TABLE sender (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            stopped TEXT,
            detail TEXT,
            since INTEGER,
            last_change INTEGER NOT NULL DEFAULT 0 CHECK (last_change >= 0),
            CHECK ((stopped IS NULL) = (since IS NULL))
        ) STRICT;
        INSERT INTO sender (id) VALUES (1);
        """

    /// What a record's logs and requests go by; a record from before goes by its id.
    static let traces = """
        ALTER TABLE records ADD COLUMN trace TEXT CHECK (length(trace) = 32);
        UPDATE records SET trace = replace(id, '-', '');
        """
}
