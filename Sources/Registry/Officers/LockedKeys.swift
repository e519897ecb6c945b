package import CardCrypto
import Crypto
import FoundationEssentials

/// An officer's private keys under his password: scrypt (RFC 7914) and AES-256-GCM (NIST SP 800-38D).
///
/// Travels in the roster, so that he can work at any station. Whoever has a roster can guess passwords without a
/// lock-out: the cost of a guess is all that stands against it, so that weak parameters are refused as well as greedy ones.
package struct LockedKeys: Sendable, Hashable {
    let scrypt: Scrypt
    /// 16 bytes.
    let salt: [UInt8]
    /// Nonce, ciphertext and tag: 12, 64 and 16 bytes.
    let sealed: [UInt8]

    private static let saltSize = 16
    private static let sealedSize = 12 + 64 + 16
    /// 32 MiB and some tenths of a second a guess.
    private static let usual = (exponent: 15, blocks: 8, parallel: 3)
    /// From 16 MiB to 128 MiB.
    private static let exponents = 14...17
    private static let blocks = 8
    private static let parallel = 1...4

    init(scrypt: Scrypt, salt: [UInt8], sealed: [UInt8]) throws(RegistryError) {
        guard Self.exponents.contains(scrypt.costExponent), scrypt.blockSize == Self.blocks,
            Self.parallel.contains(scrypt.parallelization)
        else { throw .malformedOfficer("scrypt's parameters are too cheap for a password, or too dear for a station") }
        guard salt.count == Self.saltSize, sealed.count == Self.sealedSize else {
            throw .malformedOfficer("salt or sealed keys have another length")
        }
        self.scrypt = scrypt
        self.salt = salt
        self.sealed = sealed
    }

    /// Locks an officer's keys.
    ///
    /// - Parameter costExponent: how dear a guess is; 14 to 17.
    package init(
        _ keys: OfficerKeys, of officer: String, password: SecretBytes, costExponent: Int = usual.exponent
    ) throws {
        let scrypt = try Scrypt(
            costExponent: costExponent, blockSize: Self.usual.blocks, parallelization: Self.usual.parallel)
        let salt = try randomBytes(Self.saltSize)
        let key = try scrypt.key(password: password, salt: salt, count: 32)
        let box = try keys.numbers.withUnsafeBytes { numbers in
            try AES.GCM.seal(
                numbers, using: key.withUnsafeBytes { SymmetricKey(data: $0) },
                authenticating: Self.place(officer, keys.signingKey, keys.sealingKey))
        }
        try self.init(scrypt: scrypt, salt: salt, sealed: [UInt8](box.combined ?? Data()))
    }

    /// The keys of an officer, who must be the one they were locked for.
    ///
    /// - Throws: `passwordRefused` for a wrong password, which cannot be told apart from keys that were altered.
    func unlock(with password: SecretBytes, of officer: Officer) throws -> OfficerKeys {
        let key = try scrypt.key(password: password, salt: salt, count: 32)
        var opened: Data
        do {
            opened = try AES.GCM.open(
                AES.GCM.SealedBox(combined: sealed), using: key.withUnsafeBytes { SymmetricKey(data: $0) },
                authenticating: Self.place(officer.id, officer.signingKey, officer.sealingKey))
        } catch {
            throw RegistryError(.passwordRefused, "the password does not open the officer's keys", fault: .station)
        }
        defer { opened.resetBytes(in: 0..<opened.count) }
        let keys = try OfficerKeys(numbers: SecretBytes(opened))
        guard keys.signingKey == officer.signingKey, keys.sealingKey.bytes == officer.sealingKey.bytes else {
            throw RegistryError(
                .keyUnusable, "an officer's private keys are not those of his public ones", fault: .station)
        }
        return keys
    }

    /// Costs as much time as a guess and opens nothing: for an officer whom nobody knows.
    package static func guess(_ password: SecretBytes) throws {
        let scrypt = try Scrypt(
            costExponent: usual.exponent, blockSize: usual.blocks, parallelization: usual.parallel)
        _ = try scrypt.key(password: password, salt: [UInt8](repeating: 0, count: saltSize), count: 32)
    }

    /// The additional data: whose keys these are.
    private static func place(_ officer: String, _ signing: [UInt8], _ sealing: SealingKey) -> [UInt8] {
        Array("chip-id-station/locked-keys/1\n\(officer)\n".utf8)
            + ContentDigest(of: signing).bytes + ContentDigest(of: sealing.bytes).bytes
    }
}

extension LockedKeys {
    var json: JSONValue {
        [
            "kdf": "scrypt", "costExponent": .integer(scrypt.costExponent), "blockSize": .integer(scrypt.blockSize),
            "parallelization": .integer(scrypt.parallelization), "salt": .string(Base16.text(salt)),
            "sealed": .string(Base16.text(sealed)),
        ]
    }

    init(json: JSONValue) throws(RegistryError) {
        guard json["kdf"]?.string == "scrypt", let exponent = json["costExponent"]?.integer,
            let blocks = json["blockSize"]?.integer, let parallel = json["parallelization"]?.integer,
            let salt = json["salt"]?.string.flatMap({ Base16.bytes($0) }),
            let sealed = json["sealed"]?.string.flatMap({ Base16.bytes($0) }), json.object?.count == 6
        else { throw .malformedOfficer("his locked keys are not of the known form") }
        let scrypt: Scrypt
        do {
            scrypt = try Scrypt(costExponent: exponent, blockSize: blocks, parallelization: parallel)
        } catch { throw .malformedOfficer("scrypt's parameters are out of bounds") }
        try self.init(scrypt: scrypt, salt: salt, sealed: sealed)
    }
}

extension LockedKeys: CustomReflectable {
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
