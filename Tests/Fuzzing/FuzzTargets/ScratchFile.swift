import Glibc

/// A file for a parser that reads one; it is gone when the body is done.
enum ScratchFile {
    static func with(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        var name = Array("/tmp/fuzz-XXXXXX".utf8CString)
        let file = mkstemp(&name)
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard file >= 0 else { throw Contradiction("there is no place for a file") }
        defer {
            close(file)
            unlink(path)
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Contradiction("a file cannot be written") }
            rest = rest.dropFirst(count)
        }
        try body(path)
    }
}
