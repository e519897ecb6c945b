import CardCrypto
import Crypto
import FoundationEssentials

/// An officer's two private keys, open: one that signs (ECDSA), one for which others seal (HPKE); both on P-256.
///
/// They lie in memory that is wiped, and become keys of the library for one use at a time.
package struct OfficerKeys: Sendable {
    /// The two private numbers, 32 bytes each, one behind the other (SEC 1 §2.3.7).
    let numbers: SecretBytes
    /// SubjectPublicKeyInfo of the signing key.
    package let signingKey: [UInt8]
    package let sealingKey: SealingKey

    /// Fresh keys.
    package init() throws(RegistryError) {
        let (signing, opening) = (P256.Signing.PrivateKey(), P256.KeyAgreement.PrivateKey())
        try self.init(numbers: SecretBytes([UInt8](signing.rawRepresentation) + [UInt8](opening.rawRepresentation)))
    }

    init(numbers: SecretBytes) throws(RegistryError) {
        self.numbers = numbers
        do {
            signingKey = [UInt8](try Self.signing(numbers).publicKey.derRepresentation)
            sealingKey = SealingKey(try Self.opening(numbers).publicKey)
        } catch {
            throw RegistryError(.keyUnusable, "the officer's private keys are no numbers of P-256", fault: .station)
        }
    }

    /// ECDSA with SHA-256 over a message, `r ‖ s`, 64 bytes (TR-03111 §5.2.1).
    package func sign(_ message: [UInt8]) throws(RegistryError) -> [UInt8] {
        do { return [UInt8](try Self.signing(numbers).signature(for: message).rawRepresentation) } catch {
            throw RegistryError(.keyUnusable, "the officer's key does not sign", fault: .station)
        }
    }

    /// Opens what was sealed for this officer, in the place it was sealed for.
    package func open(_ sealed: [UInt8], in context: SealContext) throws(RegistryError) -> [UInt8] {
        let key: OpeningKey
        do { key = OpeningKey(try Self.opening(numbers)) } catch {
            throw RegistryError(.keyUnusable, "the officer's key does not open", fault: .station)
        }
        return try key.open(sealed, in: context)
    }

    /// Whether a signature by `sign` over a message holds; a signature or key of another form does not.
    static func verifies(_ signature: [UInt8], of message: [UInt8], by signingKey: [UInt8]) -> Bool {
        guard let key = try? P256.Signing.PublicKey(derRepresentation: signingKey),
            let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return key.isValidSignature(signature, for: message)
    }

    private static func signing(_ numbers: SecretBytes) throws -> P256.Signing.PrivateKey {
        try numbers.withUnsafeBytes { bytes in
            guard bytes.count == 64 else { throw CryptoKitError.incorrectKeySize }
            return try P256.Signing.PrivateKey(rawRepresentation: UnsafeRawBufferPointer(rebasing: bytes[..<32]))
        }
    }

    private static func opening(_ numbers: SecretBytes) throws -> P256.KeyAgreement.PrivateKey {
        try numbers.withUnsafeBytes { bytes in
            guard bytes.count == 64 else { throw CryptoKitError.incorrectKeySize }
            return try P256.KeyAgreement.PrivateKey(rawRepresentation: UnsafeRawBufferPointer(rebasing: bytes[32...]))
        }
    }
}

extension OfficerKeys: CustomStringConvertible, CustomReflectable {
    package var description: String { "keys of an officer" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
