internal import COpenSSL

/// A key pair for ECDH on a curve, over any generator: PACE's second agreement uses a mapped one.
package struct ECKeyPair: Sendable {
    package let privateKey: SecretBytes
    package let publicKey: ECPoint

    /// A pair with a known private key, 1 ..< order.
    package init(_ curve: EllipticCurve, generator: ECPoint, privateKey: SecretBytes) throws {
        self.privateKey = privateKey
        publicKey = try curve.multiply(generator, by: privateKey)
    }

    /// A fresh pair.
    package static func generate(_ curve: EllipticCurve, generator: ECPoint) throws -> ECKeyPair {
        try ECKeyPair(curve, generator: generator, privateKey: curve.randomScalar())
    }

    /// The shared point with another's public key, for PACE's mapping. It is no key: see ``sharedSecret(_:with:)``.
    package func agree(_ curve: EllipticCurve, with other: ECPoint) throws -> ECPoint {
        try requireSameCurve(other)
        return try curve.multiply(other, by: privateKey)
    }

    /// The shared secret with another's public key: the x coordinate of the shared point (TR-03111 §4.3.1).
    package func sharedSecret(_ curve: EllipticCurve, with other: ECPoint) throws -> SecretBytes {
        try requireSameCurve(other)
        return try curve.multiplyForX(other, by: privateKey)
    }

    private func requireSameCurve(_ other: ECPoint) throws(CardCryptoError) {
        guard other.curve == publicKey.curve else {
            throw CardCryptoError(.invalidPoint, "key agreement across \(publicKey.curve) and \(other.curve)")
        }
    }
}

extension EllipticCurve {
    /// A uniformly drawn scalar, 1 ..< order.
    package func randomScalar() throws -> SecretBytes {
        guard let number = BN_secure_new() else { throw CardCryptoError.library("number") }
        defer { BN_clear_free(number) }
        repeat {
            guard BN_priv_rand_range(number, EC_GROUP_get0_order(group)) == 1 else {
                throw CardCryptoError.library("private key", code: .randomnessFailed)
            }
        } while BN_is_zero(number) == 1
        return try SecretBytes(count: scalarLength) { bytes in
            let written = BN_bn2binpad(
                number, bytes.bindMemory(to: UInt8.self).baseAddress, Int32(clamping: bytes.count))
            guard Int(written) == bytes.count else { throw CardCryptoError.library("private key") }
        }
    }
}
