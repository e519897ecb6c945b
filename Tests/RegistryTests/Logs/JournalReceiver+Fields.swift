import TestData
import Testing

/// A strict reader of journald's protocol.
extension JournalReceiver {
    /// The fields of a datagram; every byte must belong to one.
    static func fields(_ datagram: [UInt8]) throws -> [String: String] {
        var (fields, rest) = ([String: String](), datagram[...])
        while !rest.isEmpty {
            let end = try #require(rest.firstIndex { $0 == 0x0A || $0 == 0x3D })
            let name = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
            try #require(name.wholeMatch(of: /[A-Z][A-Z0-9_]{0,63}/) != nil && fields[name] == nil, "\(name)")
            let value: ArraySlice<UInt8>
            if rest[end] == 0x3D {
                let newline = try #require(rest[end...].firstIndex(of: 0x0A))
                value = rest[(end + 1)..<newline]
            } else {
                let length = rest[(end + 1)...].prefix(8)
                try #require(length.count == 8)
                let count = length.reversed().reduce(0) { $0 << 8 | Int($1) }
                value = rest[length.endIndex...].prefix(count)
                try #require(value.count == count && rest[value.endIndex...].first == 0x0A)
            }
            let text: String = try #require(String(validating: value, as: UTF8.self))
            fields[name] = text
            rest = rest[(value.endIndex + 1)...]
        }
        return fields
    }
}
