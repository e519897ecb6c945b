/// Bytes as upper-case hexadecimal text and back.
package enum Hex {
    private static let digits = Array("0123456789ABCDEF".utf8)

    package static func string(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that a text of hexadecimal digits stands for, white space ignored; nil for anything else.
    package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var result: [UInt8] = []
        var high: UInt8?
        for character in text where !character.isWhitespace {
            guard let value = character.hexDigitValue, character.isASCII else { return nil }
            if let upper = high {
                result.append(upper << 4 | UInt8(value))
                high = nil
            } else {
                high = UInt8(value)
            }
        }
        return high == nil ? result : nil
    }
}
