package import CardCrypto

/// Where nonces and ephemeral keys come from. The worked examples put their published values here.
package struct Randomness: Sendable {
    /// So many random bytes.
    package var bytes: @Sendable (Int) throws -> [UInt8]
    /// A fresh key pair over a generator.
    package var keyPair: @Sendable (any DomainParameters, _ generator: GroupElement) throws -> AgreementKeyPair

    package init(
        bytes: @escaping @Sendable (Int) throws -> [UInt8],
        keyPair: @escaping @Sendable (any DomainParameters, GroupElement) throws -> AgreementKeyPair
    ) {
        self.bytes = bytes
        self.keyPair = keyPair
    }

    /// OpenSSL's generator.
    package static let system = Randomness(
        bytes: { try randomBytes($0) },
        keyPair: { try AgreementKeyPair.generate($0, generator: $1) })
}
