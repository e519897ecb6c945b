/// A key pair for key agreement, over any generator of its group: PACE's second agreement uses a mapped one.
package struct AgreementKeyPair: Sendable {
    package let privateKey: SecretBytes
    package let publicKey: GroupElement

    /// A pair with a known private key, 1 ..< order.
    package init(_ domain: any DomainParameters, generator: GroupElement, privateKey: SecretBytes) throws {
        self.privateKey = privateKey
        publicKey = try domain.raise(generator, to: privateKey)
    }

    /// A fresh pair.
    package static func generate(
        _ domain: any DomainParameters, generator: GroupElement
    ) throws -> AgreementKeyPair {
        try AgreementKeyPair(domain, generator: generator, privateKey: domain.randomScalar())
    }

    /// The shared element with another's public key, for PACE's mapping. It is no key: see ``sharedSecret(_:with:)``.
    package func agree(_ domain: any DomainParameters, with other: GroupElement) throws -> GroupElement {
        try domain.raise(other, to: privateKey)
    }

    /// The shared secret with another's public key.
    package func sharedSecret(_ domain: any DomainParameters, with other: GroupElement) throws -> SecretBytes {
        try domain.sharedSecret(other, privateKey)
    }
}
