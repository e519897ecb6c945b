/// A ZIP archive of a few small files that are stored and not compressed (PKWARE APPNOTE 6.3): the same files are the same
/// bytes, without times, rights, comments or extra fields.
///
/// Only this one form is read. So there are no two readings of one archive, by its local headers or by its directory, there
/// is nothing to inflate, and no name stands there twice.
struct StoredZIP: Sendable, Hashable {
    struct File: Sendable, Hashable {
        /// Printable ASCII, a path without `..`.
        let name: String
        let bytes: [UInt8]
    }

    /// In the order of the archive.
    let files: [File]

    static let mostFiles = 16
    static let longestName = 128

    /// - Throws: `malformedContainer` for names that are no plain paths or stand there twice, and for too many files.
    init(_ files: [File]) throws(RegistryError) {
        guard (1...Self.mostFiles).contains(files.count) else { throw Self.malformed("it has \(files.count) files") }
        guard files.allSatisfy({ Self.isPlain($0.name) }) else { throw Self.malformed("the name of a file is no path") }
        guard Set(files.map(\.name)).count == files.count else { throw Self.malformed("a file is there twice") }
        self.files = files
    }

    private static func isPlain(_ name: String) -> Bool {
        let segments = name.split(separator: "/", omittingEmptySubsequences: false)
        return (1...longestName).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
            && segments.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }

    static func malformed(_ what: String) -> RegistryError {
        RegistryError(.malformedContainer, "the container is refused: \(what)", fault: .station)
    }
}
