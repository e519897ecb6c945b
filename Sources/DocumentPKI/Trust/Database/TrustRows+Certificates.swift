import CardCrypto
import FoundationEssentials
import GRDB

extension TrustRows {
    /// The role of a certificate that is there; nil where it is not.
    func role(of fingerprint: [UInt8]) throws -> TrustedCertificate.Role? {
        try String.fetchOne(
            db, sql: "SELECT role FROM certificates WHERE fingerprint = ?", arguments: [Data(fingerprint)]
        ).flatMap { TrustedCertificate.Role(rawValue: $0) }
    }

    /// Writes a certificate; one that was known as a document signer becomes an anchor where it is given as one.
    func insert(
        _ certificate: Certificate, _ role: TrustedCertificate.Role, flaws: Set<CertificateFlaw>, at now: Date
    ) throws {
        let fingerprint = Data(certificate.fingerprint)
        try db.execute(
            sql: """
                INSERT INTO certificates (fingerprint, role, der, country, issuer_hash, serial, subject_key,
                    not_before, not_after, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (fingerprint) DO UPDATE SET role = excluded.role
                """,
            arguments: [
                fingerprint, role.rawValue, Data(certificate.der), certificate.country ?? "",
                Int(bitPattern: certificate.issuerHash), certificate.serialNumber,
                certificate.subjectKeyID.map { Data($0) }, certificate.notBefore.wholeSeconds,
                certificate.notAfter.wholeSeconds, now.wholeSeconds,
            ])
        for flaw in flaws {
            try db.execute(
                sql: "INSERT INTO flaws VALUES (?, ?) ON CONFLICT DO NOTHING", arguments: [fingerprint, flaw.rawValue])
        }
    }

    /// Notes that a source gives a certificate, under an entry where the source is a directory.
    func note(_ fingerprint: [UInt8], from source: Int, entry: String = "") throws {
        try db.execute(
            sql: "INSERT INTO certificate_sources VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [Data(fingerprint), source, entry])
    }

    /// Every trusted certificate.
    func anchors() throws -> [Certificate] {
        try Data.fetchAll(
            db, sql: "SELECT der FROM certificates WHERE role = 'anchor' ORDER BY country, not_before, fingerprint"
        ).map { try Certificate(der: [UInt8]($0)) }
    }

    /// The document signers, unparsed: a directory has tens of thousands.
    func documentSigners() throws -> DocumentSignerIndex {
        var index = DocumentSignerIndex()
        let rows = try Row.fetchCursor(
            db, sql: "SELECT der, issuer_hash, serial, subject_key FROM certificates WHERE role = 'document-signer'")
        while let row = try rows.next() {
            let (der, key): (Data, Data?) = (row["der"], row["subject_key"])
            index.add(
                [UInt8](der), issuerHash: UInt(bitPattern: row["issuer_hash"] as Int), serialNumber: row["serial"],
                subjectKeyID: key.map { [UInt8]($0) })
        }
        return index
    }

    /// The fingerprints of what was removed.
    func removed() throws -> Set<[UInt8]> {
        Set(try Data.fetchAll(db, sql: "SELECT fingerprint FROM removals").map { [UInt8]($0) })
    }

    /// Takes a certificate out for good: later imports refuse it.
    func remove(_ certificate: Certificate, why: String, at now: Date) throws {
        let fingerprint = Data(certificate.fingerprint)
        try db.execute(sql: "DELETE FROM certificates WHERE fingerprint = ?", arguments: [fingerprint])
        try db.execute(
            sql: "INSERT INTO removals VALUES (?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET why = excluded.why",
            arguments: [fingerprint, "\(certificate)", why, now.wholeSeconds])
    }

    func readmit(_ fingerprint: [UInt8]) throws {
        try db.execute(sql: "DELETE FROM removals WHERE fingerprint = ?", arguments: [Data(fingerprint)])
    }

    /// Deletes the certificates that no source gives any more, and says which they were.
    func deleteOrphans(_ role: TrustedCertificate.Role) throws -> [Certificate] {
        let condition = """
            FROM certificates WHERE role = ?
            AND NOT EXISTS (SELECT 1 FROM certificate_sources WHERE certificate = fingerprint)
            """
        let orphans = try Data.fetchAll(db, sql: "SELECT der \(condition)", arguments: [role.rawValue])
            .map { try Certificate(der: [UInt8]($0)) }
        if !orphans.isEmpty { try db.execute(sql: "DELETE \(condition)", arguments: [role.rawValue]) }
        return orphans
    }

    /// Forgets that directories gave document signers under an entry; returns whether any did.
    func forgetDocumentSigners(entry: String) throws -> Bool {
        try db.execute(
            sql: """
                DELETE FROM certificate_sources WHERE entry = ? AND entry <> ''
                AND certificate IN (SELECT fingerprint FROM certificates WHERE role = 'document-signer')
                """,
            arguments: [entry])
        return db.changesCount > 0
    }
}
