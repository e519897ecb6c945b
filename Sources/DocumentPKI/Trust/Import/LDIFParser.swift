import FoundationEssentials

/// Reads an LDIF record by record (RFC 2849). A record that is wrong is told and does not hide the next ones.
package struct LDIFParser: Sendable {
    package enum Record: Sendable, Hashable {
        case entry(LDIFEntry)
        case fault(line: Int, reason: String)
    }

    /// One value of an entry, decoded; a master list has one megabyte.
    package static let maximumEntrySize = 32 << 20

    private let bytes: [UInt8]
    private var position = 0
    private var lineNumber = 0

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether a file's beginning looks like LDIF: after comments and empty lines, `version:` or `dn:`.
    package static func isBegun(by bytes: [UInt8]) -> Bool {
        var parser = LDIFParser(Array(bytes.prefix(4096)))
        while let line = parser.logicalLine() {
            if line.isEmpty { continue }
            let text = String(decoding: line.prefix(16), as: UTF8.self).lowercased()
            return text.hasPrefix("version:") || text.hasPrefix("dn:")
        }
        return false
    }

    /// The next record; nil at the end.
    package mutating func next() -> Record? {
        var lines: [ArraySlice<UInt8>] = []
        var size = 0
        var start = lineNumber + 1
        while let line = logicalLine() {
            if line.isEmpty {
                if lines.isEmpty {
                    start = lineNumber + 1
                    continue
                }
                break
            }
            if lines.isEmpty, String(decoding: line.prefix(8), as: UTF8.self).lowercased() == "version:" { continue }
            size += line.count
            if size <= Self.maximumEntrySize / 3 * 4 + 4096 { lines.append(line) }
        }
        guard !lines.isEmpty else { return nil }
        guard size <= Self.maximumEntrySize / 3 * 4 + 4096 else {
            return .fault(line: start, reason: "an entry of more than \(Self.maximumEntrySize >> 20) MiB")
        }
        do { return .entry(try LDIFEntry(lines, at: start)) } catch {
            return .fault(line: start, reason: error.reason)
        }
    }

    /// The next line with its continuations, comments left out; empty for a line that separates; nil at the end.
    private mutating func logicalLine() -> ArraySlice<UInt8>? {
        while position < bytes.count {
            var line = physicalLine()
            guard bytes.indices.contains(position), bytes[position] == 0x20, !line.isEmpty else {
                if line.first == 0x23 { continue }
                return line
            }
            var folded = Array(line)
            while bytes.indices.contains(position), bytes[position] == 0x20 {
                line = physicalLine()
                folded += line.dropFirst()
            }
            if folded.first == 0x23 { continue }
            return folded[...]
        }
        return nil
    }

    private mutating func physicalLine() -> ArraySlice<UInt8> {
        let start = position
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        position = min(end + 1, bytes.count)
        lineNumber += 1
        return end > start && bytes[end - 1] == 0x0D ? bytes[start..<end - 1] : bytes[start..<end]
    }
}
