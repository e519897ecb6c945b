import Crypto
import FoundationEssentials
import RawStructuredFieldValues

/// The field Content-Digest (RFC 9530 §2): the digest of a message's content, `sha-256=:…:`.
package enum ContentDigestField {
    package static let name = "content-digest"
    private static let largest = 1024

    /// The field's value for this content.
    package static func value(of content: [UInt8]) -> String {
        "sha-256=:\(Data(SHA256.hash(data: content)).base64EncodedString()):"
    }

    /// Whether the content is the one that the field names, by each digest of a known kind, of which there must be one.
    /// MD5, SHA-1 and checksums do not count (§5).
    package static func matches(_ field: String, _ content: [UInt8]) -> Bool {
        guard field.utf8.count <= largest else { return false }
        var parser = StructuredFieldValueParser(Array(field.utf8))
        guard let members = try? parser.parseDictionaryFieldValue() else { return false }
        var known = 0
        for (algorithm, member) in members {
            let digest: [UInt8]
            switch algorithm {
            case "sha-256": digest = [UInt8](SHA256.hash(data: content))
            case "sha-512": digest = [UInt8](SHA512.hash(data: content))
            default: continue
            }
            guard case .item(let item) = member, case .undecodedByteSequence(let text) = item.rfc9651BareItem,
                let named = Data(base64Encoded: text), [UInt8](named) == digest
            else { return false }
            known += 1
        }
        return known > 0
    }
}
