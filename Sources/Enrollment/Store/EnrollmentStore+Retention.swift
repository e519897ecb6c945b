import FoundationEssentials
import GRDB
package import Registry

extension EnrollmentStore {
    /// Drops the sealed parts of records whose receipt came before a moment; manifest, signature and receipt stay, for the
    /// chain and for whoever asks. Nothing is dropped but by a receipt that verifies anew over exactly these bytes.
    ///
    /// - Returns: the numbers of the records that were dropped.
    @discardableResult
    package func dropReceived(
        before moment: Timestamp, logKey: LogVerifierKey, at time: Timestamp
    ) throws(EnrollmentError) -> [Int] {
        let old = try read { db in
            try Int.fetchAll(
                db,
                sql: """
                    SELECT sequence FROM outbox WHERE state = 'delivered' AND dropped IS NULL AND received < ?
                    ORDER BY sequence
                    """, arguments: [moment.milliseconds])
        }
        var dropped: [Int] = []
        for sequence in old where try drop(sequence, logKey: logKey, at: time) { dropped.append(sequence) }
        if !dropped.isEmpty { try giveBack() }
        return dropped
    }

    private func drop(_ sequence: Int, logKey: LogVerifierKey, at time: Timestamp) throws(EnrollmentError) -> Bool {
        try write { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT manifest, receipt FROM records JOIN outbox USING (sequence) WHERE sequence = ?",
                    arguments: [sequence]), let receipt = row["receipt"] as Data?
            else { return false }
            let bytes = [UInt8](row["manifest"] as Data)
            guard let manifest = try? RecordManifest(parsing: bytes),
                let proof = try? Receipt.verify([UInt8](receipt), by: logKey),
                proof.matches(manifest, digest: ContentDigest(of: bytes))
            else { return false }
            try db.execute(sql: "DELETE FROM parts WHERE sequence = ?", arguments: [sequence])
            try db.execute(
                sql: "UPDATE outbox SET dropped = ? WHERE sequence = ?", arguments: [time.milliseconds, sequence])
            return true
        }
    }

    /// Gives the disk back what was freed.
    private func giveBack() throws(EnrollmentError) {
        do {
            try database.writeWithoutTransaction { db in
                // The pragma gives back a page a row.
                _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum")
                try db.checkpoint(.passive)
            }
        } catch { throw EnrollmentError(database: error, path: path) }
    }

    /// Lets the file shrink when records are dropped. A file of before is written anew once.
    static func makeShrinkable(_ database: DatabasePool) throws {
        try database.writeWithoutTransaction { db in
            guard try Int.fetchOne(db, sql: "PRAGMA auto_vacuum") != 2 else { return }
            try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            try db.execute(sql: "VACUUM")
        }
    }
}
