import FoundationEssentials
import GRDB

extension TrustRows {
    /// The last bundle of an authority.
    func bundle(of authority: [UInt8]) throws -> (number: Int, content: [UInt8])? {
        try Row.fetchOne(
            db, sql: "SELECT number, content FROM bundles WHERE authority = ?", arguments: [Data(authority)]
        ).map { ($0["number"], [UInt8]($0["content"] as Data)) }
    }

    /// The new last bundle of an authority. What its earlier ones gave is theirs no longer.
    func replaceBundle(of authority: [UInt8], number: Int, content: [UInt8], source: Int) throws {
        for table in ["certificate_sources", "revocation_list_sources"] {
            try db.execute(
                sql: """
                    DELETE FROM \(table) WHERE source <> ?
                    AND source IN (SELECT id FROM sources WHERE kind = 'bundle' AND anchor = ?)
                    """,
                arguments: [source, Data(authority)])
        }
        try db.execute(
            sql: """
                INSERT INTO bundles VALUES (?, ?, ?, ?) ON CONFLICT (authority)
                DO UPDATE SET number = excluded.number, content = excluded.content, source = excluded.source
                """,
            arguments: [Data(authority), number, Data(content), source])
    }
}
