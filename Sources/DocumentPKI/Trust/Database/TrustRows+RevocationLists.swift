import CardCrypto
import FoundationEssentials
import GRDB

extension TrustRows {
    /// The list of a key that is here: its digest and its time.
    func revocationList(of issuerKey: [UInt8]) throws -> (digest: [UInt8], thisUpdate: Date)? {
        try Row.fetchOne(
            db, sql: "SELECT digest, this_update FROM revocation_lists WHERE issuer_key = ?",
            arguments: [Data(issuerKey)]
        ).map { ([UInt8]($0["digest"] as Data), Date(wholeSeconds: $0["this_update"])) }
    }

    /// Writes a list in the place of the older one of the same key.
    func replace(
        _ list: RevocationList, digest: [UInt8], issuerKey: [UInt8], country: String, at now: Date
    ) throws {
        try db.execute(sql: "DELETE FROM revocation_lists WHERE issuer_key = ?", arguments: [Data(issuerKey)])
        try db.execute(
            sql: "INSERT INTO revocation_lists VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                Data(digest), Data(issuerKey), list.issuer, country, Data(list.der), list.thisUpdate.wholeSeconds,
                list.nextUpdate?.wholeSeconds, list.count, now.wholeSeconds,
            ])
    }

    func note(list digest: [UInt8], from source: Int) throws {
        try db.execute(
            sql: "INSERT INTO revocation_list_sources VALUES (?, ?) ON CONFLICT DO NOTHING",
            arguments: [Data(digest), source])
    }

    func revocationLists() throws -> [RevocationList] {
        try Data.fetchAll(db, sql: "SELECT der FROM revocation_lists ORDER BY country, issuer_key")
            .map { try RevocationList(parsing: [UInt8]($0)) }
    }

    /// Deletes the lists that no source gives any more, and says whose they were.
    func deleteOrphanedLists() throws -> [String] {
        let condition = """
            FROM revocation_lists WHERE NOT EXISTS (SELECT 1 FROM revocation_list_sources WHERE list = digest)
            """
        let issuers = try String.fetchAll(db, sql: "SELECT issuer \(condition)")
        if !issuers.isEmpty { try db.execute(sql: "DELETE \(condition)") }
        return issuers
    }
}
