extension SQLiteSchema {
    /// `trace` is what the station calls the reading that a record began with (W3C Trace Context): random digits.
    static let traces = """
        ALTER TABLE records ADD COLUMN trace TEXT CHECK (length(trace) = 32);
        """
}
