extension SQLiteSchema {
    /// `account_closings` has what officers said to the closing of accounts, each by the record that the account stood by
    /// then; a row is never changed.
    static let closings = """
        CREATE TABLE account_closings (
            number INTEGER PRIMARY KEY,
            holder BLOB NOT NULL REFERENCES accounts (holder),
            record INTEGER NOT NULL REFERENCES records (number),
            officer TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('officer', 'supervisor', 'administrator')),
            reason TEXT NOT NULL,
            said INTEGER NOT NULL CHECK (said >= 0),
            signature BLOB NOT NULL CHECK (length(signature) = 64),
            UNIQUE (holder, record, officer)
        ) STRICT;
        """
}
