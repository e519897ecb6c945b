import Foundation

/// Where procedures, consent texts and messages are where nobody names a folder.
enum EnrollmentData {
    /// What the Debian package chip-id-data installs.
    private static let installed = "/usr/share/chip-id/enrollment"

    /// The folder `enrollment` of the current one, as in a checkout, else the installed one.
    static var folder: String {
        FileManager.default.fileExists(atPath: "enrollment") ? "enrollment" : installed
    }
}
