/// Why a file of reader quirks cannot be used: the file, the line, what is wrong there.
package struct QuirkFileError: Error, Sendable, Hashable, CustomStringConvertible {
    package let file: String
    package let line: Int?
    package let reason: String

    init(_ file: String, _ line: Int?, _ reason: String) {
        self.file = file
        self.line = line
        // A file can make a key, and so a message, as long as it likes.
        self.reason = reason.count > 300 ? reason.prefix(300) + "…" : reason
    }

    package var description: String { "\(file): " + (line.map { "line \($0): " } ?? "") + reason }
}
