package import CardCrypto
import Crypto

/// What an officer brings to the registry to be admitted: his public keys, and his private ones under a password that
/// nobody else knows.
///
/// Signed by his own key, so that nobody is admitted with another's. What he may do and where is the registry's to say.
package struct OfficerApplication: Sendable {
    package let id: String
    package let name: String
    package let keys: Keys
    /// The bytes of the file.
    package let bytes: [UInt8]

    /// The part of an officer that he made himself.
    package struct Keys: Sendable {
        package let signingKey: [UInt8]
        package let sealingKey: SealingKey
        package let lockedKeys: LockedKeys
        package let cardKey: ContentDigest?
    }

    private static let schema = "chip-id-station/officer-application"
    /// Bytes of the file.
    package static let maximumSize = 16 << 10

    /// Makes an officer's keys. The password is checked, and the private keys leave this call locked by it alone.
    package static func make(
        id: String, name: String, password: SecretBytes, cardKey: ContentDigest?, costExponent: Int? = nil
    ) throws -> OfficerApplication {
        try make(
            id: id, name: name, keys: OfficerKeys(), password: password, cardKey: cardKey, costExponent: costExponent)
    }

    /// Locks the keys that an officer has with a new password. What was sealed for him still opens.
    package static func make(
        of officer: Officer, keys: OfficerKeys, newPassword: SecretBytes
    ) throws -> OfficerApplication {
        try make(
            id: officer.id, name: officer.name, keys: keys, password: newPassword, cardKey: officer.cardKey,
            costExponent: nil)
    }

    private static func make(
        id: String, name: String, keys: OfficerKeys, password: SecretBytes, cardKey: ContentDigest?,
        costExponent: Int?
    ) throws -> OfficerApplication {
        try OfficerPassword.check(password)
        let bytes = try OfficerPassword.bytes(password)
        let locked =
            try costExponent.map { try LockedKeys(keys, of: id, password: bytes, costExponent: $0) }
            ?? LockedKeys(keys, of: id, password: bytes)
        let officer = try Officer(
            id: id, name: name, role: .officer, stations: [], signingKey: keys.signingKey,
            sealingKey: keys.sealingKey, lockedKeys: locked, cardKey: cardKey)
        let applicant = officer.json
        let json: JSONValue = [
            "schema": .string(schema), "version": 1, "officer": applicant,
            "signature": .string(Base16.text(try keys.sign(message(applicant)))),
        ]
        return try OfficerApplication(parsing: json.canonical())
    }

    /// Reads the file and verifies its signature.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= Self.maximumSize else {
            throw RegistryError(.tooLarge, "the officer's file has \(bytes.count) bytes", fault: .station)
        }
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == 1, let applicant = json["officer"],
            let signature = json["signature"]?.string.flatMap({ Base16.bytes($0) }), json.object?.count == 4
        else { throw .malformedOfficer("it is no application of the known form") }
        let officer = try Officer(json: applicant)
        guard officer.role == .officer, officer.stations.isEmpty else {
            throw .malformedOfficer("it says itself what its officer may do")
        }
        guard OfficerKeys.verifies(signature, of: try Self.message(applicant), by: officer.signingKey) else {
            throw .malformedOfficer("its own key did not sign it")
        }
        id = officer.id
        name = officer.name
        keys = Keys(
            signingKey: officer.signingKey, sealingKey: officer.sealingKey, lockedKeys: officer.lockedKeys,
            cardKey: officer.cardKey)
        self.bytes = bytes
    }

    /// The officer that the registry makes of the applicant.
    package func officer(as role: OfficerRole, at stations: [StationID]) throws(RegistryError) -> Officer {
        try Officer(
            id: id, name: name, role: role, stations: stations, signingKey: keys.signingKey,
            sealingKey: keys.sealingKey, lockedKeys: keys.lockedKeys, cardKey: keys.cardKey)
    }

    /// Whether bytes are a signing key in the only form that is taken: an uncompressed point of P-256.
    static func isKey(_ info: [UInt8]) -> Bool {
        guard info.count <= 128, let key = try? P256.Signing.PublicKey(derRepresentation: info) else { return false }
        return [UInt8](key.derRepresentation) == info
    }

    private static func message(_ applicant: JSONValue) throws(RegistryError) -> [UInt8] {
        Array("chip-id-station/officer-application/1\n".utf8) + (try applicant.canonical())
    }
}
