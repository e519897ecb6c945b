import Foundation
import GRDB
package import Registry

extension DraftStore {
    /// Every draft, the oldest first.
    package func entries() throws(EnrollmentError) -> [Entry] {
        do {
            return try database.read { db in
                let readers = try Row.fetchAll(db, sql: "SELECT draft, officer FROM draft_keys ORDER BY officer")
                let byDraft = Dictionary(grouping: readers) { $0["draft"] as String }
                return try Row.fetchAll(db, sql: "SELECT * FROM drafts ORDER BY began, id").compactMap { row in
                    guard let id = RecordID(row["id"] as String),
                        let state = Draft.State(rawValue: row["state"] as String),
                        let began = Timestamp(milliseconds: row["began"]),
                        let updated = Timestamp(milliseconds: row["updated"])
                    else { return nil }
                    return Entry(
                        id: id, procedure: ProcedureReference(id: row["procedure"], version: row["version"]),
                        officer: row["officer"], state: state, step: row["step"], began: began, updated: updated,
                        readers: (byDraft[id.text] ?? []).map { $0["officer"] })
                }
            }
        } catch { throw EnrollmentError(database: error, path: path) }
    }

    /// A draft as it was kept, and the key to keep it on with.
    package struct Opened: Sendable {
        package let draft: Draft
        package let attachments: [String: [UInt8]]
        package let key: DraftKey
    }

    /// Opens a draft with an officer's key. Throws `draftUnreadable` where it was not shared with the officer, or is
    /// damaged.
    ///
    /// - Parameter unseal: opens what was sealed to the officer.
    package func open(
        _ id: RecordID, for officer: String, unseal: (_ sealed: [UInt8], _ context: SealContext) throws -> [UInt8]
    ) throws(EnrollmentError) -> Opened {
        let (sealedKey, sealedDraft, sealedAttachments): ([UInt8], [UInt8], [(String, [UInt8])])
        do {
            (sealedKey, sealedDraft, sealedAttachments) = try database.read { db in
                guard
                    let key = try Data.fetchOne(
                        db, sql: "SELECT sealed FROM draft_keys WHERE draft = ? AND officer = ?",
                        arguments: [id.text, officer]),
                    let draft = try Data.fetchOne(
                        db, sql: "SELECT sealed FROM drafts WHERE id = ?", arguments: [id.text])
                else { throw Self.unreadable(id, "it is not there, or was not shared with officer \(officer)") }
                let attachments = try Row.fetchAll(
                    db, sql: "SELECT name, sealed FROM draft_attachments WHERE draft = ?", arguments: [id.text])
                return (
                    [UInt8](key), [UInt8](draft),
                    attachments.map { ($0["name"] as String, [UInt8]($0["sealed"] as Data)) }
                )
            }
        } catch { throw EnrollmentError(database: error, path: path) }
        let context = try DraftKey.context(id, officer: officer, station: station)
        guard let bytes = try? unseal(sealedKey, context), var key = DraftKey(of: id, bytes: bytes) else {
            throw Self.unreadable(id, "its key does not open with the key of officer \(officer)")
        }
        guard let draft = key.opened(sealedDraft), draft.id == id else {
            throw Self.unreadable(id, "it is damaged; restore the station's database or discard it")
        }
        var attachments: [String: [UInt8]] = [:]
        for (name, sealed) in sealedAttachments {
            guard let bytes = key.opened(sealed, attachment: name) else {
                throw Self.unreadable(id, "an image of it is damaged; restore the station's database or discard it")
            }
            attachments[name] = bytes
        }
        key.loaded(attachments)
        return Opened(draft: draft, attachments: attachments, key: key)
    }

    private static func unreadable(_ id: RecordID, _ why: String) -> EnrollmentError {
        EnrollmentError(.draftUnreadable, "draft \(id) cannot be opened: \(why)", fault: .station)
    }
}
