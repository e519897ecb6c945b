/// A tag of BER-TLV (ISO/IEC 7816-4 §5.2.2.1): its identifier octets as a number, `0x6D` or `0x7F49`.
package struct BERTag: RawRepresentable, Sendable, Hashable, ExpressibleByIntegerLiteral {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
    package init(integerLiteral value: UInt32) { rawValue = value }

    /// The identifier octets.
    package var octets: [UInt8] {
        var octets: [UInt8] = []
        for shift in stride(from: 24, through: 0, by: -8) {
            let octet = UInt8(truncatingIfNeeded: rawValue >> UInt32(shift))
            if octet != 0 || !octets.isEmpty { octets.append(octet) }
        }
        return octets.isEmpty ? [0] : octets
    }

    /// Whether the value is itself made of data objects (bit 6 of the first octet).
    package var isConstructed: Bool {
        let first =
            rawValue > 0xFF_FFFF
            ? rawValue >> 24 : rawValue > 0xFFFF ? rawValue >> 16 : rawValue > 0xFF ? rawValue >> 8 : rawValue
        return first & 0x20 != 0
    }
}

extension BERTag: CustomStringConvertible {
    package var description: String { Hex.string(octets) }
}

/// One data object of definite length. The value's bytes are kept as they stood.
package struct BERTLV: Sendable, Hashable {
    package let tag: BERTag
    package let value: [UInt8]

    package init(_ tag: BERTag, _ value: [UInt8]) {
        self.tag = tag
        self.value = value
    }

    /// A constructed object around others.
    package init(_ tag: BERTag, _ children: [BERTLV]) {
        self.init(tag, children.flatMap { $0.serialized() })
    }

    /// Tag, shortest length, value.
    package func serialized() -> [UInt8] {
        tag.octets + Self.lengthOctets(value.count) + value
    }

    /// The shortest definite length encoding of a count.
    package static func lengthOctets(_ count: Int) -> [UInt8] {
        if count < 0x80 { return [UInt8(count)] }
        var octets: [UInt8] = []
        var rest = count
        while rest > 0 {
            octets.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [0x80 | UInt8(octets.count)] + octets
    }
}
