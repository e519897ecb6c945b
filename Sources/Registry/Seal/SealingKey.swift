import Crypto
import FoundationEssentials

/// The registry's public HPKE key, by which a station seals parts that only the registry opens (RFC 9180, base mode).
///
/// Encrypt first, then sign what is sent: HPKE's base mode says nothing about the sender, the manifest's signature does.
package struct SealingKey: Sendable {
    private let key: P256.KeyAgreement.PublicKey

    init(_ key: P256.KeyAgreement.PublicKey) { self.key = key }

    /// The key in its uncompressed form, 65 bytes (SEC 1 §2.3.3).
    package init(bytes: [UInt8]) throws(RegistryError) {
        do { key = try P256.KeyAgreement.PublicKey(x963Representation: bytes) } catch {
            throw RegistryError(.keyUnusable, "the registry's sealing key is no point of P-256", fault: .registry)
        }
    }

    /// The key in its uncompressed form.
    package var bytes: [UInt8] { [UInt8](key.x963Representation) }

    /// Seals a part for its place in a record: chunks of 64 KiB, each under a nonce that counts up, the last one flagged.
    package func seal(_ part: RecordPart, in context: SealContext) throws(RegistryError) -> SealedPart {
        guard part.name == context.part else {
            throw RegistryError(.sealBroken, "part \(part.name) is sealed as \(context.part)", fault: .station)
        }
        guard part.bytes.count <= RegistryLimits.partSize else {
            throw RegistryError(.tooLarge, "part \(part.name) has \(part.bytes.count) bytes", fault: .station)
        }
        let sealed: [UInt8]
        do { sealed = try chunks(of: part.bytes, info: context.info) } catch {
            throw RegistryError(.sealBroken, "part \(part.name) could not be sealed", fault: .station)
        }
        let entry = try ManifestPart(
            name: part.name, mediaType: part.mediaType, size: part.bytes.count, digest: ContentDigest(of: part.bytes),
            sealedSize: sealed.count, sealedDigest: ContentDigest(of: sealed),
            pieceDigests: sealed.count > RegistryLimits.pieceSize
                ? SealedPiece.cut(sealed).map { ContentDigest(of: $0) } : [])
        return SealedPart(entry: entry, bytes: sealed)
    }

    private func chunks(of plaintext: [UInt8], info: Data) throws -> [UInt8] {
        var sender = try HPKE.Sender(recipientKey: key, ciphersuite: SealHeader.suite, info: info)
        let header = SealHeader(encapsulatedKey: sender.encapsulatedKey)
        var sealed = header.bytes
        var rest = plaintext[...]
        repeat {
            let chunk = rest.prefix(SealHeader.chunkSize)
            rest = rest.dropFirst(SealHeader.chunkSize)
            sealed += try sender.seal(chunk, authenticating: header.additionalData(final: rest.isEmpty))
        } while !rest.isEmpty
        return sealed
    }
}

extension SealingKey: Hashable {
    package static func == (one: SealingKey, other: SealingKey) -> Bool { one.bytes == other.bytes }
    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
