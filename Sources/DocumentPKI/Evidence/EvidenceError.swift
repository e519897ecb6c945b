/// Why evidence could not be written or read. Damage in a folder that can be read is a result instead.
package struct EvidenceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened. Open.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let malformed = Code(rawValue: "evidence-malformed")
        /// There is something in the folder already.
        package static let folderNotEmpty = Code(rawValue: "folder-not-empty")
        package static let folderNotWritten = Code(rawValue: "folder-not-written")
        package static let folderUnreadable = Code(rawValue: "folder-unreadable")
    }

    package let code: Code
    /// Without the holder's data.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(message) (\(code.rawValue))" }
}
