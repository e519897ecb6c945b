/// Reads big-endian numbers and runs of octets, and never past the end.
struct OctetReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var offset: Int
    private let what: String

    init(_ bytes: ArraySlice<UInt8>, _ what: String) {
        self.bytes = bytes
        offset = bytes.startIndex
        self.what = what
    }

    var remaining: Int { bytes.endIndex - offset }

    /// A number of one to four octets.
    mutating func number(_ count: Int) throws(ImagingError) -> Int {
        try take(count).reduce(0) { $0 << 8 | Int($1) }
    }

    /// The number that comes next, not taken; nil at the end.
    func peek(_ count: Int) -> Int? {
        guard count <= remaining else { return nil }
        return bytes[offset..<(offset + count)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The next octets.
    mutating func take(_ count: Int) throws(ImagingError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else {
            throw ImagingError(.malformed, "\(what): \(count) octets expected, \(remaining) are there")
        }
        defer { offset += count }
        return bytes[offset..<(offset + count)]
    }
}
