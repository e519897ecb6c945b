import GRDB

/// The schema of a trust folder's database. A migration that was released is never changed; a new one follows it.
enum TrustSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 certificates, lists, sources, removals") { try $0.execute(sql: first) }
        return migrator
    }

    /// Fingerprints and digests are SHA-256; times are seconds since 1970. `issuer_hash` is `Certificate.issuerHash`,
    /// which OpenSSL keeps the same over its versions, for names of files are made of it.
    ///
    /// `entry` is the distinguished name under which an LDIF gave something; empty elsewhere. `issuer_key` says whose
    /// revocation list it is: the newest one of a key is kept.
    private static let first = """
        CREATE TABLE sources (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL
                CHECK (kind IN ('master-list', 'directory', 'certificates', 'revocation-list', 'bundle')),
            name TEXT NOT NULL,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            signer TEXT,
            anchor BLOB CHECK (length(anchor) = 32),
            signed INTEGER,
            expires INTEGER,
            imported INTEGER NOT NULL,
            CHECK ((kind IN ('master-list', 'bundle')) = (signer IS NOT NULL AND anchor IS NOT NULL))
        ) STRICT;

        CREATE TABLE certificates (
            fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),
            role TEXT NOT NULL CHECK (role IN ('anchor', 'document-signer')),
            der BLOB NOT NULL,
            country TEXT NOT NULL,
            issuer_hash INTEGER NOT NULL,
            serial TEXT NOT NULL,
            subject_key BLOB,
            not_before INTEGER NOT NULL,
            not_after INTEGER NOT NULL,
            added INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX certificates_by_role ON certificates (role, country);

        CREATE TABLE flaws (
            certificate BLOB NOT NULL REFERENCES certificates (fingerprint) ON DELETE CASCADE,
            flaw TEXT NOT NULL,
            PRIMARY KEY (certificate, flaw)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE certificate_sources (
            certificate BLOB NOT NULL REFERENCES certificates (fingerprint) ON DELETE CASCADE,
            source INTEGER NOT NULL REFERENCES sources (id),
            entry TEXT NOT NULL,
            PRIMARY KEY (certificate, source, entry)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX certificate_sources_by_entry ON certificate_sources (entry) WHERE entry <> '';
        CREATE INDEX certificate_sources_by_source ON certificate_sources (source);

        CREATE TABLE revocation_lists (
            digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
            issuer_key BLOB NOT NULL UNIQUE,
            issuer TEXT NOT NULL,
            country TEXT NOT NULL,
            der BLOB NOT NULL,
            this_update INTEGER NOT NULL,
            next_update INTEGER,
            revoked INTEGER NOT NULL CHECK (revoked >= 0),
            added INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE revocation_list_sources (
            list BLOB NOT NULL REFERENCES revocation_lists (digest) ON DELETE CASCADE,
            source INTEGER NOT NULL REFERENCES sources (id),
            PRIMARY KEY (list, source)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE removals (
            fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),
            subject TEXT NOT NULL,
            why TEXT NOT NULL CHECK (why <> ''),
            removed INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE bundles (
            authority BLOB PRIMARY KEY CHECK (length(authority) = 32),
            number INTEGER NOT NULL CHECK (number >= 1),
            content BLOB NOT NULL CHECK (length(content) = 32),
            source INTEGER NOT NULL REFERENCES sources (id)
        ) STRICT;
        """
}
