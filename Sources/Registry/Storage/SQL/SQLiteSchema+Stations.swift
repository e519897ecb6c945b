extension SQLiteSchema {
    /// `stations` and `station_certificates` say who may talk to the registry: a row is never removed. `station_invitations`
    /// holds the digest of a one-time code, never the code; `keys` is the digest of the two public keys that used it.
    static let stations = """
        CREATE TABLE stations (
            name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 63),
            state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'revoked')),
            since INTEGER NOT NULL CHECK (since >= 0),
            reason TEXT,
            days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 3650),
            CHECK ((state = 'revoked') = (reason IS NOT NULL))
        ) STRICT;

        CREATE TABLE station_certificates (
            fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
            station TEXT NOT NULL REFERENCES stations (name),
            purpose TEXT NOT NULL CHECK (purpose IN ('tls', 'signing')),
            certificate BLOB NOT NULL,
            not_before INTEGER NOT NULL,
            not_after INTEGER NOT NULL CHECK (not_after >= not_before),
            known_since INTEGER NOT NULL CHECK (known_since >= 0),
            revoked INTEGER,
            reason TEXT,
            CHECK ((revoked IS NULL) = (reason IS NULL))
        ) STRICT;
        CREATE INDEX station_certificates_by_station ON station_certificates (station, not_after);

        CREATE TABLE station_invitations (
            code BLOB NOT NULL PRIMARY KEY CHECK (length(code) = 32),
            station TEXT NOT NULL REFERENCES stations (name),
            created INTEGER NOT NULL CHECK (created >= 0),
            expires INTEGER NOT NULL CHECK (expires > created),
            address TEXT NOT NULL,
            procedures BLOB,
            used INTEGER,
            keys BLOB,
            tls BLOB REFERENCES station_certificates (fingerprint),
            signing BLOB REFERENCES station_certificates (fingerprint),
            CHECK ((used IS NULL) = (keys IS NULL)),
            CHECK ((used IS NULL) = (tls IS NULL)),
            CHECK ((used IS NULL) = (signing IS NULL))
        ) STRICT;
        CREATE INDEX station_invitations_by_station ON station_invitations (station);
        """
}
