import CardCrypto
import Crypto
import Enrollment
import Foundation
import Testing

@testable import Registry

/// An officer who locks other keys than the ones he shows: no program of ours does, and the registry cannot see it.
@Suite("Keys that do not belong together")
struct UnusableKeysTests {
    @Test("an officer whose locked keys are not those of his public ones does not sign in")
    func otherKeys() async throws {
        let rig = try OfficerRig()
        let own = try OfficerKeys()
        let officer = try Officer(
            id: "o-17", name: "Officer", role: .officer, stations: [], signingKey: own.signingKey,
            sealingKey: own.sealingKey, lockedKeys: lock(OfficerKeys().numbers, as: own, of: "o-17"), cardKey: nil)
        _ = try await rig.storage.admit(officer, at: OfficerRig.now)
        try await rig.issue()
        #expect(try rig.refusal()?.rawValue == "officer-keys-unusable")
    }

    /// Locks private numbers in the place of keys that are shown.
    private func lock(_ numbers: SecretBytes, as shown: OfficerKeys, of id: String) throws -> LockedKeys {
        let scrypt = try Scrypt(costExponent: 14, blockSize: 8, parallelization: 1)
        let salt = try randomBytes(16)
        let key = try scrypt.key(password: OfficerRig.password, salt: salt, count: 32)
        let place =
            Array("chip-id-station/locked-keys/1\n\(id)\n".utf8) + ContentDigest(of: shown.signingKey).bytes
            + ContentDigest(of: shown.sealingKey.bytes).bytes
        let box = try AES.GCM.seal(
            numbers.exposed(), using: SymmetricKey(data: key.exposed()), authenticating: place)
        return try LockedKeys(scrypt: scrypt, salt: salt, sealed: [UInt8](#require(box.combined)))
    }
}
