/// An entry in journald's native protocol: `NAME=value` and a newline for each field; a value with a newline follows its
/// name after one, behind its length (8 bytes, little-endian).
package struct JournalEntry: Sendable {
    package private(set) var bytes: [UInt8] = []

    /// Bytes of one value; what is longer is cut.
    static let longestValue = 4 << 10
    /// Bytes of an entry, well below what a datagram takes; further fields are left out.
    package static let maximumSize = 32 << 10

    package init() {}

    package mutating func add(_ name: String, _ value: String) {
        // Cut between characters.
        var value = value
        if value.utf8.count > Self.longestValue {
            var (short, count) = ("", 0)
            for character in value {
                count += character.utf8.count
                guard count <= Self.longestValue else { break }
                short.append(character)
            }
            value = short
        }
        let octets = Array(value.utf8)
        guard bytes.count + name.utf8.count + octets.count + 10 <= Self.maximumSize else { return }
        guard octets.contains(0x0A) else {
            bytes += Array("\(name)=".utf8) + octets + [0x0A]
            return
        }
        let count = UInt64(octets.count)
        bytes += Array("\(name)\n".utf8) + (0..<8).map { UInt8(truncatingIfNeeded: count >> UInt64(8 * $0)) } + octets
        bytes.append(0x0A)
    }

    /// A field's name for a key of metadata: `CHIP_ID_` and capitals; whatever is no letter or digit is an underscore.
    static func name(of key: String) -> String {
        let letters = key.utf8.prefix(40).map { byte -> Character in
            switch byte {
            case 0x61...0x7A: Character(UnicodeScalar(byte - 32))
            case 0x30...0x39, 0x41...0x5A: Character(UnicodeScalar(byte))
            default: "_"
            }
        }
        return "CHIP_ID_" + String(letters)
    }
}
