package import CardCrypto

/// The chain through all captures of a session (SBI 1.0, `hash`): each block's hash is SHA-256 over the last block's hash
/// and the SHA-256 of its own image, as bytes; written as upper-case hexadecimal digits.
package enum SBIHashChain {
    /// What stands before the first block: SHA-256 of the empty text.
    package static func start() throws(CardCryptoError) -> [UInt8] { try Digest.sha256.hash([]) }

    /// The hash of the block that follows.
    package static func next(after previous: [UInt8], image: [UInt8]) throws(CardCryptoError) -> [UInt8] {
        try Digest.sha256.hash(previous + Digest.sha256.hash(image))
    }

    package static func text(_ hash: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
    }

    /// 64 hexadecimal digits of either case; nil for anything else.
    package static func hash(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 64 else { return nil }
        let nibbles = text.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x41...0x46: byte - 0x37
            case 0x61...0x66: byte - 0x57
            default: nil
            }
        }
        guard nibbles.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }
}
