import GRDB

extension DatabaseMigrator {
    /// Leaves a database alone that a newer version of this program has changed: schemas only go forward, and what this
    /// version does not know it cannot keep whole.
    func refuseNewer(_ database: DatabasePool, at path: String) throws {
        guard try database.read(hasBeenSuperseded) else { return }
        throw EnrollmentError(
            .storageFailed,
            "a newer version of this program has changed \(path): install that version again; nothing was changed.",
            fault: .station)
    }
}
