import Crypto
import FoundationEssentials

/// The registry's private HPKE key, which opens what stations sealed (RFC 9180, base mode).
package struct OpeningKey: Sendable {
    private let key: P256.KeyAgreement.PrivateKey

    /// A fresh key.
    package init() { key = P256.KeyAgreement.PrivateKey() }

    init(_ key: P256.KeyAgreement.PrivateKey) { self.key = key }

    /// The key of a PEM text (PKCS #8).
    package init(pem: String) throws(RegistryError) {
        do { key = try P256.KeyAgreement.PrivateKey(pemRepresentation: pem) } catch {
            throw RegistryError(.keyUnusable, "the registry's opening key is no P-256 key in PEM", fault: .registry)
        }
    }

    /// The key as PEM text (PKCS #8).
    package var pem: String { key.pemRepresentation }

    /// The public half, for the stations.
    package var sealingKey: SealingKey { SealingKey(key.publicKey) }

    /// Opens a sealed part in the place it was sealed for.
    ///
    /// Nothing comes out unless every chunk is genuine, in its order, and the last one is flagged as the last.
    package func open(_ sealed: [UInt8], in context: SealContext) throws(RegistryError) -> [UInt8] {
        guard sealed.count <= RegistryLimits.sealedPartSize else {
            throw RegistryError(.tooLarge, "part \(context.part) has \(sealed.count) sealed bytes", fault: .station)
        }
        let header = try SealHeader(parsing: sealed[...])
        do {
            var recipient = try HPKE.Recipient(
                privateKey: key, ciphersuite: SealHeader.suite, info: context.info,
                encapsulatedKey: header.encapsulatedKey)
            var plaintext: [UInt8] = []
            var rest = sealed.dropFirst(SealHeader.size)
            repeat {
                let chunk = rest.prefix(SealHeader.chunkSize + SealHeader.tagSize)
                rest = rest.dropFirst(SealHeader.chunkSize + SealHeader.tagSize)
                plaintext += try recipient.open(chunk, authenticating: header.additionalData(final: rest.isEmpty))
            } while !rest.isEmpty
            return plaintext
        } catch {
            throw RegistryError(
                .sealBroken, "part \(context.part) does not open: altered, cut, or sealed for another place or key",
                fault: .station)
        }
    }
}
