extension EnrollmentError.Code {
    /// The file is no backup, was cut or altered, or the station did not sign it.
    package static let backupRefused = Self(rawValue: "backup-refused")
    /// The key or the password opens none of what the file was sealed for.
    package static let backupLocked = Self(rawValue: "backup-locked")
    /// Nobody is named who could open it.
    package static let backupForNobody = Self(rawValue: "backup-for-nobody")
}

extension EnrollmentError {
    static func backupRefused(_ why: String) -> EnrollmentError {
        EnrollmentError(
            .backupRefused, "the backup is refused: \(why). Nothing was restored; take another one.", fault: .operator)
    }
}
