import Crypto
import FoundationEssentials

/// The log's public key by which stations verify checkpoints: a name and an Ed25519 key (c2sp.org/signed-note).
///
/// As text it is the "vkey" `name+keyid+base64(01 ‖ key)` that witnesses and other clients of logs read.
package struct LogVerifierKey: Sendable {
    /// The name of the key and the origin of the log.
    package let name: String
    /// The first four bytes of SHA-256(name ‖ 0A ‖ 01 ‖ key).
    package let keyID: [UInt8]
    let key: Curve25519.Signing.PublicKey

    /// The signature type byte of Ed25519.
    static let signatureType: UInt8 = 0x01

    init(name: String, key: Curve25519.Signing.PublicKey) throws(RegistryError) {
        let spaces = name.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 }
        guard !name.isEmpty, name.utf8.count <= 128, !spaces, !name.contains("+") else {
            throw RegistryError(.keyUnusable, "a log's name has 1 to 128 bytes, no space and no plus", fault: .registry)
        }
        self.name = name
        self.key = key
        let hashed = Array(name.utf8) + [0x0A, Self.signatureType] + key.rawRepresentation
        keyID = Array(SHA256.hash(data: hashed).prefix(4))
    }

    /// Reads the key from its text; the key id in it must be the right one.
    package init(text: String) throws(RegistryError) {
        let malformed = RegistryError(.keyUnusable, "the log's key is no Ed25519 verifier key", fault: .registry)
        // The base64 of the key may hold a plus, the name and the id never do.
        let fields = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let encoded = Data(base64Encoded: String(fields[2])),
            encoded.first == Self.signatureType,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: encoded.dropFirst())
        else { throw malformed }
        try self.init(name: String(fields[0]), key: key)
        guard Base16.text(keyID) == fields[1] else { throw malformed }
    }

    /// The key as text.
    package var text: String {
        let encoded = Data([Self.signatureType] + key.rawRepresentation).base64EncodedString()
        return "\(name)+\(Base16.text(keyID))+\(encoded)"
    }
}
