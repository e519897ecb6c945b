import Foundation

/// Bytes as base64url text (RFC 4648 §5), as JWS has them.
package enum Base64URL {
    /// Without padding (RFC 7515 §2).
    package static func text(_ bytes: [UInt8]) -> [UInt8] {
        var text = Array(Data(bytes).base64EncodedData())
        while text.last == UInt8(ascii: "=") { text.removeLast() }
        for index in text.indices {
            if text[index] == UInt8(ascii: "+") { text[index] = UInt8(ascii: "-") }
            if text[index] == UInt8(ascii: "/") { text[index] = UInt8(ascii: "_") }
        }
        return text
    }

    /// nil where it is not base64url. Padding, which some devices write, is allowed at the end.
    package static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
        var octets = Array(text)
        while octets.last == UInt8(ascii: "="), octets.count > text.count - 2 { octets.removeLast() }
        for index in octets.indices {
            switch octets[index] {
            case UInt8(ascii: "-"): octets[index] = UInt8(ascii: "+")
            case UInt8(ascii: "_"): octets[index] = UInt8(ascii: "/")
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: continue
            }
        }
        guard octets.count % 4 != 1 else { return nil }
        octets += [UInt8](repeating: UInt8(ascii: "="), count: (4 - octets.count % 4) % 4)
        return Data(base64Encoded: Data(octets)).map { Array($0) }
    }
}
