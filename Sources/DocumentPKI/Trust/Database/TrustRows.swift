import CardCrypto
import FoundationEssentials
import GRDB

/// The tables inside one transaction.
struct TrustRows {
    let db: Database

    /// The row of a source; makes it where the same bytes were not imported before.
    func row(of source: TrustSource) throws -> Int {
        try db.execute(
            sql: """
                INSERT INTO sources (kind, name, digest, signer, anchor, signed, expires, imported)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING
                """,
            arguments: [
                source.kind.rawValue, source.name, Data(source.digest), source.signer, source.anchor.map { Data($0) },
                source.signed?.wholeSeconds, source.expires?.wholeSeconds, source.imported.wholeSeconds,
            ])
        let row = try Int.fetchOne(
            db, sql: "SELECT id FROM sources WHERE digest = ?", arguments: [Data(source.digest)])
        guard let row else { throw TrustError(.storeFailed, "a source that was written is not there") }
        return row
    }

    func sources() throws -> [TrustSource] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT *, (SELECT count(DISTINCT certificate) FROM certificate_sources WHERE source = id) AS certificates,
                    (SELECT count(*) FROM revocation_list_sources WHERE source = id) AS lists
                FROM sources ORDER BY id
                """
        ).compactMap { row in
            guard let kind = TrustSource.Kind(rawValue: row["kind"]) else { return nil }
            return TrustSource(
                kind: kind, name: row["name"], digest: [UInt8](row["digest"] as Data), signer: row["signer"],
                anchor: (row["anchor"] as Data?).map { [UInt8]($0) },
                signed: (row["signed"] as Int?).map { Date(wholeSeconds: $0) },
                expires: (row["expires"] as Int?).map { Date(wholeSeconds: $0) },
                imported: Date(wholeSeconds: row["imported"]), certificateCount: row["certificates"],
                listCount: row["lists"])
        }
    }
}
