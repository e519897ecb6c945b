import FoundationEssentials
import GRDB
import Registry

extension EnrollmentStore {
    /// The number and the digest of the last record; 0 before the first.
    func head() throws(EnrollmentError) -> (sequence: Int, digest: ContentDigest) {
        try read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT sequence, digest FROM records ORDER BY sequence DESC LIMIT 1")
            guard let row, let digest = ContentDigest(bytes: [UInt8](row["digest"] as Data)) else { return (0, .none) }
            return (row["sequence"], digest)
        }
    }

    /// The digest of a record; nil where there is none of this number.
    func digest(of sequence: Int) throws(EnrollmentError) -> ContentDigest? {
        try read { db in
            try Data.fetchOne(db, sql: "SELECT digest FROM records WHERE sequence = ?", arguments: [sequence])
                .flatMap { ContentDigest(bytes: [UInt8]($0)) }
        }
    }

    /// Whether a record of this id is here.
    func hasRecord(_ id: String) throws(EnrollmentError) -> Bool {
        try read {
            try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM records WHERE id = ?)", arguments: [id]) ?? false
        }
    }

    /// Takes records back, which follow the last one here. A draft that became one of them goes. In one transaction; the
    /// station stays in the phase that it is in.
    func take(_ records: [RecoveredRecord], at time: Timestamp) throws(EnrollmentError) {
        try write { db in
            try StationPhase.set(.open, at: time, db)
            for record in records {
                try Self.insert(record, at: time, db)
                try DraftStore.remove(record.manifest.record, db)
            }
            try StationPhase.set(.restored, at: time, db)
        }
    }

    private static func insert(_ record: RecoveredRecord, at time: Timestamp, _ db: Database) throws {
        let (manifest, isFirst) = (record.manifest, record.manifest.sequence == 1)
        // Whose record it is, only the one who enrolled knew. It waits no more, so nobody asks.
        let holder = Data(count: 32)
        try db.execute(
            sql: """
                INSERT INTO records
                (sequence, id, digest, previous_sequence, previous, manifest, signature, holder, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                manifest.sequence, manifest.record.text, Data(record.signed.digest.bytes),
                isFirst ? nil : manifest.sequence - 1, isFirst ? nil : Data(manifest.previous.bytes),
                Data(record.signed.manifest), Data(record.signed.signature), holder,
                manifest.time.upperBound.milliseconds,
            ])
        switch record.answer {
        case .received(let receipt):
            try db.execute(
                sql: """
                    INSERT INTO outbox (sequence, state, next_attempt, receipt, received, dropped)
                    VALUES (?, 'delivered', 0, ?, ?, ?)
                    """,
                arguments: [
                    manifest.sequence, Data(receipt.bytes), receipt.leaf.received.milliseconds, time.milliseconds,
                ])
        case .refused(let code):
            try db.execute(
                sql: "INSERT INTO outbox (sequence, state, next_attempt, problem) VALUES (?, 'refused', 0, ?)",
                arguments: [manifest.sequence, code])
        }
    }
}
