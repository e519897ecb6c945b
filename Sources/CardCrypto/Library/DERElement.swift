/// A data object in bytes that OpenSSL will read as a whole: only what is needed to look at its form, or to leave a part
/// out, without reading keys and certificates.
struct DERElement {
    let tag: UInt8
    /// Tag, length and value.
    let range: Range<Int>
    let value: Range<Int>

    /// The object at `start`, which must end at `end` or before. nil for anything but one-octet tags and definite lengths
    /// in the shortest form.
    init?(_ bytes: [UInt8], at start: Int, before end: Int) {
        guard start + 2 <= end, bytes[start] & 0x1F != 0x1F else { return nil }
        tag = bytes[start]
        let lead = Int(bytes[start + 1])
        var header = 2
        var length = lead
        if lead >= 0x80 {
            let octets = lead & 0x7F
            guard (1...3).contains(octets), start + 2 + octets <= end else { return nil }
            length = 0
            for index in (start + 2)..<(start + 2 + octets) { length = length << 8 | Int(bytes[index]) }
            header += octets
            guard length >= 0x80, octets == 1 || length >> (8 * (octets - 1)) != 0 else { return nil }
        }
        guard length <= end - start - header else { return nil }
        value = (start + header)..<(start + header + length)
        range = start..<value.upperBound
    }

    var isConstructed: Bool { tag & 0x20 != 0 }

    /// The objects inside; nil where they do not fill it.
    func children(_ bytes: [UInt8]) -> [DERElement]? {
        var children: [DERElement] = []
        var position = value.lowerBound
        while position < value.upperBound {
            guard let child = DERElement(bytes, at: position, before: value.upperBound) else { return nil }
            children.append(child)
            position = child.range.upperBound
        }
        return children
    }

    /// Whether every length inside is definite and as short as can be, and no string is in pieces.
    func isInDefiniteForm(_ bytes: [UInt8], depth: Int = 0) -> Bool {
        guard isConstructed else { return true }
        // Universal strings in pieces: a constructed OCTET STRING or BIT STRING.
        guard depth < 32, tag != 0x23, tag != 0x24 else { return false }
        var position = value.lowerBound
        while position < value.upperBound {
            guard let child = DERElement(bytes, at: position, before: value.upperBound),
                child.isInDefiniteForm(bytes, depth: depth + 1)
            else { return false }
            position = child.range.upperBound
        }
        return true
    }

    /// The object with another value.
    static func serialized(_ tag: UInt8, _ value: [UInt8]) -> [UInt8] {
        guard value.count >= 0x80 else { return [tag, UInt8(value.count)] + value }
        var octets: [UInt8] = []
        var rest = value.count
        while rest > 0 {
            octets.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(octets.count)] + octets + value
    }
}
