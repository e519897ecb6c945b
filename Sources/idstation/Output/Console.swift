import Foundation

/// The program's two outputs: results on standard output, everything said on the way on standard error.
enum Console {
    static let isTerminal = isatty(STDERR_FILENO) == 1

    static func note(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// Writes over the current line of a terminal.
    static func overwrite(_ line: String) { FileHandle.standardError.write(Data(("\r\u{1B}[K" + line).utf8)) }

    /// Ends the program at once.
    static func leave(_ status: Int32) { exit(status) }

    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
