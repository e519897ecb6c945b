import Foundation
import GRDB
package import Registry

extension DatabaseExamination {
    /// Examines the database of records: its pages, its references, and that each record follows the one before. Reads
    /// only; makes nothing where nothing is.
    ///
    /// - Parameter limit: after it SQLite is interrupted, and the answer is `interrupted`.
    package static func ofRecords(at path: String, station: StationID, within limit: Duration) -> DatabaseExamination {
        examine(path, within: limit) { db in
            if try EnrollmentSchema.migrator.hasBeenSuperseded(db) { return .newer }
            guard try db.tableExists("records") else { return .absent }
            if let sequence = try firstBreak(in: db, station) { return .brokenChain(sequence) }
            return .sound(try counts(db))
        }
    }

    /// Examines the database of roster and audit log, whose chain has a check of its own (`AuditLog.check`).
    package static func ofOfficers(at path: String, within limit: Duration) -> DatabaseExamination {
        examine(path, within: limit) { db in
            if try OfficerSchema.migrator.hasBeenSuperseded(db) { return .newer }
            return .sound(Counts())
        }
    }

    private static func examine(
        _ path: String, within limit: Duration, _ body: (Database) throws -> DatabaseExamination
    ) -> DatabaseExamination {
        guard FileManager.default.fileExists(atPath: path) else { return .absent }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(2)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let timer = Task {
                try await Task.sleep(for: limit)
                queue.interrupt()
            }
            defer { timer.cancel() }
            return try queue.read { db in
                let complaints = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
                guard complaints == ["ok"] else { return .damaged }
                let dangling = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
                guard dangling == 0 else { return .brokenReferences(dangling) }
                return try body(db)
            }
        } catch let error as DatabaseError
            where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
        {
            return .damaged
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            return .interrupted
        } catch let error as DatabaseError {
            return .unreadable(Int(error.extendedResultCode.rawValue))
        } catch { return .unreadable(0) }
    }

    /// The first record that is not what its digest says, not this station's, or not the successor of the one before it.
    private static func firstBreak(in db: Database, _ station: StationID) throws -> Int? {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT sequence, id, digest, manifest FROM records ORDER BY sequence")
        var (expected, previous) = (1, ContentDigest.none)
        while let row = try rows.next() {
            let sequence: Int = row["sequence"]
            let bytes = [UInt8](row["manifest"] as Data)
            let digest = ContentDigest(of: bytes)
            guard sequence == expected, [UInt8](row["digest"] as Data) == digest.bytes,
                let manifest = try? RecordManifest(parsing: bytes), manifest.sequence == sequence,
                manifest.previous == previous, manifest.station == station, manifest.record.text == row["id"]
            else { return sequence }
            (expected, previous) = (sequence + 1, digest)
        }
        return nil
    }

    private static func counts(_ db: Database) throws -> Counts {
        func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)") ?? 0 }
        var counts = Counts()
        counts.records = try count("records")
        counts.delivered = try count("outbox WHERE state = 'delivered'")
        counts.pending = try count("outbox WHERE state = 'pending'")
        counts.refused = try count("outbox WHERE state = 'refused'")
        counts.drafts = try db.tableExists("drafts") ? count("drafts") : 0
        return counts
    }
}
