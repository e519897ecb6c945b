/// The key derivation function of Doc 9303-11 §9.7.1.
package enum KeyDerivation {
    /// What a derived key is for: the 32-bit counter that enters the hash.
    package enum Purpose: UInt8, Sendable {
        case encryption = 1
        case authentication = 2
        /// A key from a password, for PACE's nonce.
        case password = 3
    }

    /// `KDF(K, c)`: SHA-1 for 3DES and AES-128, SHA-256 for AES-192 and AES-256.
    package static func key(
        from secret: SecretBytes, _ purpose: Purpose, for cipher: SymmetricCipher
    ) throws -> SecretBytes {
        let digest: Digest = cipher.keyLength > 16 ? .sha256 : .sha1
        let hash = try digest.hash(secret: secret, [0, 0, 0, purpose.rawValue]).prefix(cipher.keyLength)
        return cipher == .tripleDES ? withOddParity(hash) : hash
    }

    /// DES keys carry a parity bit in each octet (Doc 9303-11 §9.7.1.1).
    private static func withOddParity(_ key: SecretBytes) -> SecretBytes {
        SecretBytes(count: key.count) { adjusted in
            key.withUnsafeBytes { key in
                for (index, octet) in key.enumerated() {
                    adjusted[index] = octet & 0xFE | UInt8((octet >> 1).nonzeroBitCount + 1) & 1
                }
            }
        }
    }
}
