package import CardCrypto

/// Where nonces and ephemeral keys come from. The worked examples put their published values here.
package struct Randomness: Sendable {
    /// So many random bytes.
    package var bytes: @Sendable (Int) throws -> [UInt8]
    /// A fresh key pair over a generator.
    package var keyPair: @Sendable (EllipticCurve, _ generator: ECPoint) throws -> ECKeyPair

    package init(
        bytes: @escaping @Sendable (Int) throws -> [UInt8],
        keyPair: @escaping @Sendable (EllipticCurve, ECPoint) throws -> ECKeyPair
    ) {
        self.bytes = bytes
        self.keyPair = keyPair
    }

    /// OpenSSL's generator.
    package static let system = Randomness(
        bytes: { try randomBytes($0) },
        keyPair: { try ECKeyPair.generate($0, generator: $1) })
}
