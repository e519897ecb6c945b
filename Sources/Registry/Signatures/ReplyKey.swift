package import CardCrypto
import FoundationEssentials

/// The public key by which a registry's answers are verified: in `registry.json`, a key on P-256.
package struct ReplyKey: Sendable, Hashable {
    /// SubjectPublicKeyInfo, DER.
    package let bytes: [UInt8]
    let key: PublicKey

    /// Reads a SubjectPublicKeyInfo.
    package init(bytes: [UInt8]) throws(RegistryError) {
        guard let key = try? PublicKey(subjectPublicKeyInfo: bytes), !key.isRSA, key.bitCount == 256 else {
            throw RegistryError(.keyUnusable, "the key of the registry's answers is none on P-256", fault: .registry)
        }
        self.bytes = bytes
        self.key = key
    }

    /// What a signature's `keyid` says: the SHA-256 digest of the bytes.
    package var keyID: String { ContentDigest(of: bytes).text }

    package static func == (one: ReplyKey, other: ReplyKey) -> Bool { one.bytes == other.bytes }
    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// The key that signs a registry's answers.
package struct ReplySigningKey: Sendable {
    private let key: PrivateKey
    package let replyKey: ReplyKey

    /// A fresh key.
    package init() throws(RegistryError) {
        do { try self.init(PrivateKey.generate(.ec(.p256))) } catch {
            throw RegistryError(.keyUnusable, "no key for the registry's answers can be made", fault: .registry)
        }
    }

    /// Reads PKCS#8 in PEM.
    package init(pem: SecretBytes) throws(RegistryError) {
        do { try self.init(PrivateKey(pem: pem)) } catch {
            throw RegistryError(.keyUnusable, "the key of the registry's answers cannot be read", fault: .registry)
        }
    }

    private init(_ key: PrivateKey) throws {
        self.key = key
        replyKey = try ReplyKey(bytes: key.publicKeyInfo())
    }

    /// PKCS#8, PEM, not encrypted.
    func pemBytes() throws(RegistryError) -> [UInt8] {
        do { return try key.pem().exposed() } catch {
            throw RegistryError(.keyUnusable, "the key of the registry's answers has no PEM", fault: .registry)
        }
    }

    /// The answer with Content-Digest and with its signature, which binds it to the request.
    func signed(_ response: SignableResponse, body: [UInt8], at time: Date) throws -> SignableResponse {
        var response = response
        response.fields.append(HeaderField(ContentDigestField.name, ContentDigestField.value(of: body)))
        let input = SignatureInput(
            label: "registry", components: ReplySignature.components(of: response),
            created: Int(time.timeIntervalSince1970.rounded(.down)), keyID: replyKey.keyID)
        response.fields += try HTTPSignature.fields(input, over: response) { message in
            try key.signature(of: message, by: .ecdsa(.sha256))
        }
        return response
    }
}
