import Foundation
import GRDB
package import Registry

/// Enrollments that are not finished, on the station's disk: encrypted with a key of their own, which is sealed to the
/// officer who works at it and to those who may take over. No key that opens it lies on the disk in the clear.
///
/// One method is one transaction, on disk when it returns.
package struct DraftStore: Sendable {
    let database: DatabasePool
    let path: String
    let station: StationID

    /// The drafts in a station's database.
    package init(_ store: EnrollmentStore, station: StationID) {
        database = store.database
        path = store.path
        self.station = station
    }

    /// What can be told of a draft without its key: no personal data.
    package struct Entry: Sendable, Hashable {
        package let id: RecordID
        package let procedure: ProcedureReference
        package let officer: String
        package let state: Draft.State
        package let step: String
        package let began: Timestamp
        package let updated: Timestamp
        /// Who can open it.
        package let readers: [String]
    }

    /// Keeps a new draft.
    ///
    /// - Parameter officers: who may open it, the one at the desk among them.
    package func create(
        _ session: EnrollmentSession, for officers: [Officer], at now: Timestamp
    ) throws(EnrollmentError) -> DraftKey {
        var key = try DraftKey(of: session.draft.id)
        let sealedKeys = try officers.map { (officer) throws(EnrollmentError) in
            (officer.id, try key.sealed(for: officer, at: station))
        }
        let saving = try key.saving(session)
        do {
            try database.write { db in
                try Self.write(saving, session.draft, at: now, db)
                for (officer, sealed) in sealedKeys { try Self.write(sealed, for: officer, of: session.draft.id, db) }
            }
        } catch { throw EnrollmentError(database: error, path: path) }
        key.saved(saving)
        return key
    }

    /// Keeps a draft as it stands now; images that have not changed are not written again.
    package func save(
        _ session: EnrollmentSession, with key: inout DraftKey, at now: Timestamp
    ) throws(EnrollmentError) {
        let saving = try key.saving(session)
        do {
            try database.write { db in try Self.write(saving, session.draft, at: now, db) }
        } catch { throw EnrollmentError(database: error, path: path) }
        key.saved(saving)
    }

    /// Lets others open a draft too: those who may approve it.
    package func share(
        _ id: RecordID, _ key: DraftKey, with officers: [Officer]
    ) throws(EnrollmentError) {
        let sealedKeys = try officers.map { (officer) throws(EnrollmentError) in
            (officer.id, try key.sealed(for: officer, at: station))
        }
        do {
            try database.write { db in
                for (officer, sealed) in sealedKeys { try Self.write(sealed, for: officer, of: id, db) }
            }
        } catch { throw EnrollmentError(database: error, path: path) }
    }

    /// Takes a draft away for good.
    package func discard(_ id: RecordID) throws(EnrollmentError) {
        do { try database.write { db in try Self.remove(id, db) } } catch {
            throw EnrollmentError(database: error, path: path)
        }
    }

    static func remove(_ id: RecordID, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM drafts WHERE id = ?", arguments: [id.text])
    }

    private static func write(_ saving: DraftKey.Saving, _ draft: Draft, at now: Timestamp, _ db: Database) throws {
        try StationPhase.checkDrafts(db)
        try db.execute(
            sql: """
                INSERT INTO drafts (id, procedure, version, officer, state, step, began, updated, sealed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET officer = excluded.officer, state = excluded.state,
                step = excluded.step, updated = excluded.updated, sealed = excluded.sealed
                """,
            arguments: [
                draft.id.text, draft.procedure.id, draft.procedure.version, draft.officer, draft.state.rawValue,
                draft.step, draft.began.milliseconds, now.milliseconds, Data(saving.draft),
            ])
        for name in saving.removed {
            try db.execute(
                sql: "DELETE FROM draft_attachments WHERE draft = ? AND name = ?", arguments: [draft.id.text, name])
        }
        for (name, sealed) in saving.attachments {
            try db.execute(
                sql: "INSERT OR REPLACE INTO draft_attachments (draft, name, sealed) VALUES (?, ?, ?)",
                arguments: [draft.id.text, name, Data(sealed)])
        }
    }

    private static func write(_ sealed: [UInt8], for officer: String, of id: RecordID, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO draft_keys (draft, officer, sealed) VALUES (?, ?, ?)",
            arguments: [id.text, officer, Data(sealed)])
    }
}
