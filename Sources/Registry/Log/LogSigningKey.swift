import Crypto
import FoundationEssentials

/// The log's private Ed25519 key, which signs checkpoints as notes (c2sp.org/signed-note).
package struct LogSigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    /// The public half, for the stations.
    package let verifierKey: LogVerifierKey

    /// A fresh key for the log of this name.
    package init(name: String) throws(RegistryError) {
        try self.init(name: name, key: Curve25519.Signing.PrivateKey())
    }

    private init(name: String, key: Curve25519.Signing.PrivateKey) throws(RegistryError) {
        self.key = key
        verifierKey = try LogVerifierKey(name: name, key: key.publicKey)
    }

    /// Reads `PRIVATE+KEY+name+keyid+base64(01 ‖ seed)`, the form that Go's note package writes.
    package init(text: String) throws(RegistryError) {
        let malformed = RegistryError(.keyUnusable, "the log's key is no Ed25519 signing key", fault: .registry)
        let fields = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count == 5, fields[0] == "PRIVATE", fields[1] == "KEY",
            let encoded = Data(base64Encoded: String(fields[4])), encoded.first == LogVerifierKey.signatureType,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: encoded.dropFirst())
        else { throw malformed }
        try self.init(name: String(fields[2]), key: key)
        guard Base16.text(verifierKey.keyID) == fields[3] else { throw malformed }
    }

    /// The key as text. A secret: it belongs in a file of mode 0600.
    package var text: String {
        let encoded = Data([LogVerifierKey.signatureType] + key.rawRepresentation).base64EncodedString()
        return "PRIVATE+KEY+\(verifierKey.name)+\(Base16.text(verifierKey.keyID))+\(encoded)"
    }

    /// Signs the text, which ends in a newline, as a note with one signature.
    package func sign(_ text: String) throws(RegistryError) -> SignedNote {
        do {
            let signature = Data(verifierKey.keyID + (try key.signature(for: Data(text.utf8)))).base64EncodedString()
            return SignedNote(text: text, signatures: ["\u{2014} \(verifierKey.name) \(signature)"])
        } catch { throw RegistryError(.keyUnusable, "the log's key does not sign", fault: .registry) }
    }
}
