import GRDB

extension EnrollmentError {
    /// What a failure of the database means to the station. Nothing was written: each method is one transaction.
    init(database error: any Error, path: String) {
        switch error {
        case let error as EnrollmentError: self = error
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL:
            self = Self.full(path)
        case let error as DatabaseError
        where [.SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_FSYNC].contains(error.extendedResultCode):
            self = Self.full(path)
        case let error as DatabaseError:
            self.init(
                .storageFailed,
                "the station's database \(path) failed (SQLite \(error.extendedResultCode.rawValue)); nothing was recorded. Check the disk.",
                fault: .station)
        default:
            self.init(.storageFailed, "the station's database \(path) failed: \(error)", fault: .station)
        }
    }

    private static func full(_ path: String) -> EnrollmentError {
        EnrollmentError(
            .storageFull,
            "the disk of \(path) is full; nothing was recorded and no number was used. Free some space and enroll again.",
            fault: .station)
    }
}
