/// Reads the fixed fields of a binary record, big-endian, and says where it ends too early.
struct RecordReader {
    private var rest: ArraySlice<UInt8>
    let place: String

    init(_ bytes: [UInt8], in place: String) {
        rest = bytes[...]
        self.place = place
    }

    /// Octets that are not read yet.
    var remaining: Int { rest.count }

    /// The next octets.
    mutating func octets(_ count: Int) throws(LDSError) -> [UInt8] {
        guard count >= 0, count <= rest.count else {
            throw LDSError(.malformed, in: place, "\(count) octets expected, \(rest.count) are there")
        }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// A number of one to six octets.
    mutating func number(_ count: Int) throws(LDSError) -> Int {
        try octets(min(count, 6)).reduce(0) { $0 << 8 | Int($1) }
    }

    /// One octet.
    mutating func octet() throws(LDSError) -> UInt8 {
        guard let first = rest.popFirst() else { throw LDSError(.malformed, in: place, "one octet more expected") }
        return first
    }

    /// Everything that is left.
    mutating func everything() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}

extension Int {
    /// The last octets of a number, big-endian.
    func octets(_ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
    }
}
