/// The protocol that a PACE object identifier names: mapping, agreement, cipher (Doc 9303-11 §9.2.1, table 4).
package struct PACEProtocol: Sendable, Hashable {
    /// How the nonce becomes a generator.
    package enum Mapping: String, Sendable, Hashable {
        case generic = "GM"
        case integrated = "IM"
        case chipAuthentication = "CAM"
    }

    package let mapping: Mapping
    package let agreement: KeyAgreement
    package let cipher: CipherSuite

    package init(_ mapping: Mapping, _ agreement: KeyAgreement, _ cipher: CipherSuite) {
        self.mapping = mapping
        self.agreement = agreement
        self.cipher = cipher
    }

    /// id-PACE, 0.4.0.127.0.7.2.2.4
    static let root: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04]

    static let branches: [UInt8: (Mapping, KeyAgreement)] = [
        1: (.generic, .dh), 2: (.generic, .ecdh), 3: (.integrated, .dh), 4: (.integrated, .ecdh),
        6: (.chipAuthentication, .ecdh),
    ]

    /// The protocol with these identifier octets; nil for anything else, id-PACE's domain parameters included.
    package init?(_ identifier: ObjectIdentifier) {
        let octets = identifier.octets
        guard octets.count == Self.root.count + 2, octets.starts(with: Self.root),
            let (mapping, agreement) = Self.branches[octets[Self.root.count]],
            let cipher = CipherSuite(rawValue: octets[Self.root.count + 1]),
            // The standard has no Chip Authentication Mapping with 3DES.
            mapping != .chipAuthentication || cipher != .tripleDES
        else { return nil }
        self.init(mapping, agreement, cipher)
    }

    /// The identifier's content octets, as MSE:Set AT sends them.
    package var objectIdentifier: [UInt8] {
        Self.branchIdentifier(mapping, agreement) + [cipher.rawValue]
    }

    /// The identifier above, which PACEDomainParameterInfo uses: `id-PACE-ECDH-GM`.
    static func branchIdentifier(_ mapping: Mapping, _ agreement: KeyAgreement) -> [UInt8] {
        root + [branches.first { $0.value == (mapping, agreement) }?.key ?? 0]
    }
}

extension PACEProtocol: CustomStringConvertible {
    /// The standard's name, `id-PACE-ECDH-GM-AES-CBC-CMAC-128`.
    package var description: String { "id-PACE-\(agreement.rawValue)-\(mapping.rawValue)-\(cipher.name)" }
}
