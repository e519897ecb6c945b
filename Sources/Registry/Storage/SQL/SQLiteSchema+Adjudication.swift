extension SQLiteSchema {
    /// What the registry decides. `accounts` gets a state and a level; an account from before was opened without a decision.
    /// `cases` has one row for each accepted record; `case_decisions` and `case_openings` are never changed. Numbers of
    /// `events` have no gap. Of people there are keyed hashes, and contacts sealed to the registry's own key.
    static let adjudication = """
        ALTER TABLE accounts ADD COLUMN state TEXT NOT NULL DEFAULT 'active'
            CHECK (state IN ('pending', 'active', 'locked', 'closed'));
        ALTER TABLE accounts ADD COLUMN level INTEGER NOT NULL DEFAULT 2 CHECK (level BETWEEN 1 AND 2);

        CREATE TABLE account_changes (
            number INTEGER PRIMARY KEY,
            holder BLOB NOT NULL REFERENCES accounts (holder),
            record INTEGER NOT NULL REFERENCES records (number),
            change TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'locked', 'closed')),
            level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 2),
            changed INTEGER NOT NULL CHECK (changed >= 0)
        ) STRICT;
        CREATE INDEX account_changes_by_holder ON account_changes (holder, number);

        CREATE TABLE cases (
            number INTEGER PRIMARY KEY,
            record INTEGER NOT NULL UNIQUE REFERENCES records (number),
            action TEXT NOT NULL,
            officer TEXT NOT NULL,
            holder BLOB CHECK (length(holder) = 32),
            phone BLOB CHECK (length(phone) = 32),
            contact BLOB,
            state TEXT NOT NULL CHECK (state IN ('open', 'escalated', 'approved', 'rejected', 'correction-wanted')),
            reason TEXT,
            opened INTEGER NOT NULL CHECK (opened >= 0),
            closed INTEGER CHECK (closed >= 0),
            CHECK ((closed IS NULL) = (state IN ('open', 'escalated'))),
            CHECK (closed IS NULL OR contact IS NULL)
        ) STRICT;
        CREATE INDEX cases_waiting ON cases (number) WHERE closed IS NULL;

        CREATE TABLE case_reasons (
            case_number INTEGER NOT NULL REFERENCES cases (number),
            code TEXT NOT NULL,
            related INTEGER NOT NULL CHECK (related >= 0),
            PRIMARY KEY (case_number, code)
        ) STRICT;

        CREATE TABLE case_decisions (
            number INTEGER PRIMARY KEY,
            case_number INTEGER NOT NULL REFERENCES cases (number),
            officer TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('officer', 'supervisor', 'administrator')),
            decision TEXT NOT NULL CHECK (decision IN ('approve', 'reject', 'correct')),
            reason TEXT,
            decided INTEGER NOT NULL CHECK (decided >= 0),
            signature BLOB NOT NULL CHECK (length(signature) = 64),
            UNIQUE (case_number, officer),
            CHECK ((decision = 'approve') = (reason IS NULL))
        ) STRICT;

        CREATE TABLE case_openings (
            number INTEGER PRIMARY KEY,
            case_number INTEGER NOT NULL REFERENCES cases (number),
            officer TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('officer', 'supervisor', 'administrator')),
            purpose TEXT NOT NULL,
            opened INTEGER NOT NULL CHECK (opened >= 0),
            signature BLOB NOT NULL CHECK (length(signature) = 64)
        ) STRICT;
        CREATE INDEX case_openings_by_case ON case_openings (case_number, number);

        CREATE TABLE events (
            number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
            kind TEXT NOT NULL,
            record INTEGER NOT NULL REFERENCES records (number),
            account BLOB CHECK (length(account) = 32),
            happened INTEGER NOT NULL CHECK (happened >= 0),
            event BLOB NOT NULL
        ) STRICT;
        CREATE INDEX events_by_record ON events (record);

        CREATE TABLE notifications (
            number INTEGER PRIMARY KEY,
            event INTEGER NOT NULL UNIQUE REFERENCES events (number),
            contact BLOB,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            due INTEGER NOT NULL CHECK (due >= 0),
            failure TEXT,
            CHECK ((state = 'delivered') = (contact IS NULL))
        ) STRICT;
        CREATE INDEX notifications_waiting ON notifications (due) WHERE state = 'waiting';

        CREATE TABLE procedure_files (
            path TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            bytes BLOB NOT NULL,
            given INTEGER NOT NULL CHECK (given >= 0),
            PRIMARY KEY (path, digest)
        ) STRICT;
        CREATE INDEX procedure_files_by_digest ON procedure_files (digest);
        """
}
