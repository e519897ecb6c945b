import Foundation

/// A line for people, or an object for programs, on standard output at once, also into a pipe.
enum Output {
    static func tell(_ line: String, _ fields: [String: String], json: Bool) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = json ? String(decoding: try encoder.encode(fields), as: UTF8.self) : line
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// A value for programs.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        FileHandle.standardOutput.write(try encoder.encode(value) + Data("\n".utf8))
    }
}
