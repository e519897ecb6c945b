import CardCrypto
import FoundationEssentials
import GRDB

/// What is here, for people.
extension TrustRows {
    func certificates(_ role: TrustedCertificate.Role) throws -> [TrustedCertificate] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT der, added,
                    (SELECT group_concat(flaw, ' ') FROM flaws WHERE certificate = fingerprint) AS flaws,
                    (SELECT group_concat(name, char(10)) FROM
                        (SELECT DISTINCT sources.id, name FROM certificate_sources JOIN sources ON id = source
                         WHERE certificate = fingerprint ORDER BY id)) AS sources
                FROM certificates WHERE role = ? ORDER BY country, not_before, fingerprint
                """,
            arguments: [role.rawValue]
        ).map { row in
            let (flaws, sources): (String?, String?) = (row["flaws"], row["sources"])
            return TrustedCertificate(
                certificate: try Certificate(der: [UInt8](row["der"] as Data)), role: role,
                flaws: Set((flaws ?? "").split(separator: " ").compactMap { CertificateFlaw(rawValue: String($0)) }),
                sources: (sources ?? "").split(separator: "\n").map(String.init),
                added: Date(wholeSeconds: row["added"]))
        }
    }

    func removals() throws -> [RemovedCertificate] {
        try Row.fetchAll(db, sql: "SELECT * FROM removals ORDER BY removed, fingerprint").map { row in
            RemovedCertificate(
                fingerprint: [UInt8](row["fingerprint"] as Data), subject: row["subject"], why: row["why"],
                removed: Date(wholeSeconds: row["removed"]))
        }
    }

    func documentSignerCount() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM certificates WHERE role = 'document-signer'") ?? 0
    }

    func listSummaries() throws -> [TrustedRevocationList] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT issuer, country, this_update, next_update, revoked FROM revocation_lists
                ORDER BY country, issuer
                """
        ).map { row in
            TrustedRevocationList(
                issuer: row["issuer"], country: row["country"], thisUpdate: Date(wholeSeconds: row["this_update"]),
                nextUpdate: (row["next_update"] as Int?).map { Date(wholeSeconds: $0) }, revoked: row["revoked"])
        }
    }
}
