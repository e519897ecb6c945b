/// The name of a key in card-verifiable certificates: country, holder, number (TR-03110-3 §A.6.1).
package struct KeyReference: Sendable, Hashable {
    package let bytes: [UInt8]

    /// 1 to 16 octets of ISO/IEC 8859-1.
    package init(parsing bytes: [UInt8]) throws(LDSError) {
        guard (1...16).contains(bytes.count) else {
            throw LDSError(.malformed, in: "key reference", "\(bytes.count) octets, at most 16")
        }
        self.bytes = bytes
    }

    /// From text such as `DECVCA00001`; nil where it is too long or not ASCII.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
            let name = try? KeyReference(parsing: Array(text.utf8))
        else { return nil }
        self = name
    }
}

extension KeyReference: CustomStringConvertible {
    /// Unprintable octets show as dots.
    package var description: String {
        String(decoding: bytes.map { (0x20...0x7E).contains($0) ? $0 : 0x2E }, as: UTF8.self)
    }
}
