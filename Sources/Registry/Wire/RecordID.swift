/// The identity of a record: a UUID of version 7, so that ids sort by the time they were made (RFC 9562 §5.7).
package struct RecordID: Sendable, Hashable, CustomStringConvertible {
    /// The lower-case text, `0190b2a4-…`.
    package let text: String

    /// A fresh id for this moment.
    package init(at time: Timestamp, using generator: inout some RandomNumberGenerator) {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let milliseconds = UInt64(clamping: time.milliseconds)
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(8 * (5 - index))) }
        bytes[6] = 0x70 | bytes[6] & 0x0F
        bytes[8] = 0x80 | bytes[8] & 0x3F
        let digits = Array(Base16.text(bytes))
        text = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
            .map { String($0) }.joined(separator: "-")
    }

    /// A fresh id for this moment, from the system's randomness.
    package init(at time: Timestamp) {
        var generator = SystemRandomNumberGenerator()
        self.init(at: time, using: &generator)
    }

    /// The id with this text; nil unless it is a lower-case UUID of version 7.
    package init?(_ text: String) {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], groups.allSatisfy({ Base16.bytes(String($0)) != nil }),
            groups[2].hasPrefix("7"), let variant = groups[3].first, "89ab".contains(variant)
        else { return nil }
        self.text = text
    }

    package var description: String { text }
}
