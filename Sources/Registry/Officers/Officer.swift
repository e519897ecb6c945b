package import CardCrypto

/// An officer as the roster has him: who he is, what he may do and where, and the keys that stand for him.
package struct Officer: Sendable, Hashable {
    /// His identity at the authority, `o-17`: no name, for records and logs carry it.
    package let id: String
    /// For the screen in front of him, and the roster alone.
    package let name: String
    package let role: OfficerRole
    /// Where he may work; all stations where empty.
    package let stations: [StationID]
    /// SubjectPublicKeyInfo, P-256: his signatures are verified by it.
    package let signingKey: [UInt8]
    /// What is sealed for him.
    package let sealingKey: SealingKey
    package let lockedKeys: LockedKeys
    /// The digest of EF.DG15 of his own chip card, which he must lay down to sign in; nil where the password is enough.
    package let cardKey: ContentDigest?

    package init(
        id: String, name: String, role: OfficerRole, stations: [StationID], signingKey: [UInt8],
        sealingKey: SealingKey, lockedKeys: LockedKeys, cardKey: ContentDigest?
    ) throws(RegistryError) {
        guard Self.isID(id) else { throw .malformedOfficer("its id is not 1 to 32 of a-z, 0-9 and hyphens") }
        guard (1...128).contains(name.utf8.count), !name.unicodeScalars.contains(where: \.isControl) else {
            throw .malformedOfficer("its name is empty, too long or holds control characters")
        }
        guard stations.count <= 64, Set(stations).count == stations.count else {
            throw .malformedOfficer("it names more than 64 stations, or one twice")
        }
        self.id = id
        self.name = name
        self.role = role
        self.stations = stations.sorted { $0.text < $1.text }
        self.signingKey = signingKey
        self.sealingKey = sealingKey
        self.lockedKeys = lockedKeys
        self.cardKey = cardKey
    }

    /// Whether a text is an officer's identity: 1 to 32 of a-z, 0-9 and hyphens, the first no hyphen.
    package static func isID(_ text: String) -> Bool {
        text.utf8.count <= 32 && StationID(text) != nil
    }

    /// Whether he may do what takes at least this role.
    package func may(actAs role: OfficerRole) -> Bool { self.role >= role }

    /// Whether he may work at a station.
    package func works(at station: StationID) -> Bool { stations.isEmpty || stations.contains(station) }

    /// His private keys, where the password is right; see `LockedKeys.unlock`.
    package func unlock(with password: SecretBytes) throws -> OfficerKeys {
        try lockedKeys.unlock(with: OfficerPassword.bytes(password), of: self)
    }
}

extension Officer: CustomStringConvertible, CustomReflectable {
    /// His identity and his role, without his name.
    package var description: String { "\(id) (\(role.rawValue))" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
