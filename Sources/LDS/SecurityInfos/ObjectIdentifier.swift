package import SmartCard

/// An OBJECT IDENTIFIER as its content octets (ITU-T X.690 §8.19).
package struct ObjectIdentifier: Sendable, Hashable {
    package let octets: [UInt8]

    package init(octets: [UInt8]) { self.octets = octets }

    /// From dotted text, for constants; nil where the text is no identifier.
    package init?(_ dotted: String) {
        let arcs = dotted.split(separator: ".", omittingEmptySubsequences: false).map { UInt32($0) }
        guard arcs.count >= 2, let first = arcs[0], let second = arcs[1], first <= 2, second < 40 || first == 2 else {
            return nil
        }
        var octets: [UInt8] = []
        for arc in [first * 40 + min(second, UInt32.max - 80)] + arcs.dropFirst(2) {
            guard let arc else { return nil }
            for shift in stride(from: UInt32(28), through: 0, by: -7) where shift == 0 || arc >> shift > 0 {
                octets.append(UInt8(truncatingIfNeeded: arc >> shift & 0x7F) | (shift == 0 ? 0 : 0x80))
            }
        }
        self.octets = octets
    }

    /// Reads the object; an empty or cut identifier is refused.
    init(parsing object: BERTLV, in place: String) throws(LDSError) {
        guard object.tag == 0x06, let last = object.value.last, last < 0x80, object.value.count <= 32 else {
            throw LDSError(.malformed, in: place, "OBJECT IDENTIFIER expected")
        }
        octets = object.value
    }

    /// The data object.
    package var object: BERTLV { BERTLV(0x06, octets) }

    /// Whether this identifier lies under another in the tree.
    package func isUnder(_ prefix: ObjectIdentifier) -> Bool {
        octets.starts(with: prefix.octets) && octets.count > prefix.octets.count
    }
}

extension ObjectIdentifier: CustomStringConvertible {
    /// Dotted decimal.
    package var description: String {
        var arcs: [UInt64] = []
        var arc: UInt64 = 0
        for octet in octets {
            arc = arc << 7 | UInt64(octet & 0x7F)
            if octet < 0x80 {
                if arcs.isEmpty {
                    let root = min(arc / 40, 2)
                    arcs = [root, arc - root * 40]
                } else {
                    arcs.append(arc)
                }
                arc = 0
            }
        }
        return arcs.map(String.init).joined(separator: ".")
    }
}
