import Crypto

/// The SHA-256 digest that names a part or a manifest, 64 lower-case hexadecimal digits as text.
package struct ContentDigest: Sendable, Hashable {
    package let bytes: [UInt8]

    /// The digest of these bytes.
    package init(of content: [UInt8]) { bytes = [UInt8](SHA256.hash(data: content)) }

    /// The digest that the 64 lower-case digits stand for; nil for anything else.
    package init?(text: String) {
        let digits = text.utf8
        guard digits.count == 64, let bytes = Base16.bytes(text) else { return nil }
        self.bytes = bytes
    }

    /// The digest with these 32 bytes; nil for another length.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    private init(zeros: Int) { bytes = [UInt8](repeating: 0, count: zeros) }

    /// What stands for "the previous manifest" in a station's first record.
    package static let none = ContentDigest(zeros: 32)

    /// The 64 digits.
    package var text: String { Base16.text(bytes) }
}

extension ContentDigest: CustomStringConvertible {
    package var description: String { text }
}
