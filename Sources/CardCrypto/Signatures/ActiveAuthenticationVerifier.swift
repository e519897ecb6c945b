/// Checks what a chip signed in Active Authentication (Doc 9303-11 §6.1): with RSA by ISO/IEC 9796-2 scheme 1, with an
/// elliptic curve by plain ECDSA.
package struct ActiveAuthenticationVerifier: Sendable {
    private let key: PublicKey
    private let digest: Digest?

    /// Octets of a challenge.
    package static let challengeLength = 8

    /// - Parameters:
    ///   - subjectPublicKeyInfo: of EF.DG15.
    ///   - signatureAlgorithm: content octets of the identifier in EF.DG14's ActiveAuthenticationInfo, which an
    ///     elliptic-curve key must have; without it the hash follows the key's size.
    /// - Throws: ``CardCryptoError``, `unsupportedAlgorithm` for what is not on this station.
    package init(subjectPublicKeyInfo: [UInt8], signatureAlgorithm: [UInt8]? = nil) throws {
        key = try PublicKey(subjectPublicKeyInfo: subjectPublicKeyInfo)
        digest = try signatureAlgorithm.map { octets in
            guard let digest = Self.digest(ofPlainSignature: octets) else {
                throw CardCryptoError(.unsupportedAlgorithm, "the algorithm that EF.DG14 names is not known")
            }
            return digest
        }
    }

    /// Bits of the modulus, or of the curve's order.
    package var bitCount: Int { key.bitCount }

    /// Whether a signature is the chip's answer to a challenge. One of the wrong form is not, and is no error.
    package func verifies(_ signature: [UInt8], challenge: [UInt8]) throws -> Bool {
        guard key.isRSA else {
            return try key.verifies(signature, of: challenge, by: .ecdsa(digest ?? defaultDigest))
        }
        guard let representative = try key.recover(signature) else { return false }
        if try MessageRecovery.verify(representative, challenge: challenge) != nil { return true }
        // The other of the two forms that ISO/IEC 9796-2 annex A.4 allows.
        return try MessageRecovery.verify(key.complement(of: representative), challenge: challenge) != nil
    }

    private var defaultDigest: Digest {
        switch key.bitCount {
        case ..<224: .sha1
        case ..<256: .sha224
        case ..<384: .sha256
        case ..<512: .sha384
        default: .sha512
        }
    }

    /// ecdsa-plain-signatures, 0.4.0.127.0.7.1.1.4.1: below it 1 to 5 are the hash functions (TR-03111 §5.2.1).
    private static func digest(ofPlainSignature octets: [UInt8]) -> Digest? {
        let root: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01]
        guard octets.starts(with: root), octets.count == root.count + 1 else { return nil }
        switch octets[root.count] {
        case 1: return .sha1
        case 2: return .sha224
        case 3: return .sha256
        case 4: return .sha384
        case 5: return .sha512
        default: return nil
        }
    }
}
