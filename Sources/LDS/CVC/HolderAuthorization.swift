package import SmartCard

/// What a certificate's holder is and may read: the certificate holder authorization template, 7F4C (TR-03110-3 §C.1.5).
package struct HolderAuthorization: Sendable, Hashable {
    /// The holder's place in the chain: the two high bits of the first octet.
    package enum Role: UInt8, Sendable, Hashable {
        case cvca = 0b11
        /// A document verifier of the card's own state.
        case officialDomestic = 0b10
        case officialForeign = 0b01
        case terminal = 0b00
    }

    /// The terminal type, id-IS for inspection systems.
    package let terminalType: ObjectIdentifier
    /// Role and rights as they stand; one octet for inspection systems.
    package let octets: [UInt8]

    /// id-IS
    package static let inspectionSystem = ObjectIdentifier(
        octets: [0x04, 0x00, 0x7F, 0x00, 0x07, 0x03, 0x01, 0x02, 0x01])

    /// An inspection system's template.
    package init(_ role: Role, readsFingerprints: Bool, readsIris: Bool) {
        terminalType = Self.inspectionSystem
        octets = [role.rawValue << 6 | (readsIris ? 0x02 : 0) | (readsFingerprints ? 0x01 : 0)]
    }

    init(parsing object: BERTLV) throws(LDSError) {
        let place = "certificate holder authorization"
        let parts = try object.parts(in: place)
        guard parts.count == 2, parts[1].tag == 0x53, (1...8).contains(parts[1].value.count) else {
            throw LDSError(.malformed, in: place, "an identifier and rights are expected")
        }
        terminalType = try ObjectIdentifier(parsing: parts[0], in: place)
        octets = parts[1].value
    }

    package var object: BERTLV { BERTLV(0x7F4C, [terminalType.object, BERTLV(0x53, octets)]) }

    package var role: Role { octets.first.flatMap { Role(rawValue: $0 >> 6) } ?? .terminal }

    /// The data groups that an inspection system with these rights may read (TR-03110-3 §C.4.1).
    package var dataGroups: Set<Int> {
        guard terminalType == Self.inspectionSystem, let rights = octets.last else { return [] }
        return Set([(3, 0x01), (4, 0x02)].filter { rights & $0.1 != 0 }.map(\.0))
    }
}
