import Foundation

/// A text that must lie nowhere in clear.
enum PlantedText {
    /// The forms in which a text could lie in a file.
    static func forms(of text: String) -> [(name: String, bytes: Data)] {
        let octets = Data(text.utf8)
        var forms: [(String, Data)] = [("UTF-8", octets)]
        for (name, encoding) in [("UTF-16LE", String.Encoding.utf16LittleEndian), ("UTF-16BE", .utf16BigEndian)] {
            text.data(using: encoding).map { forms.append((name, $0)) }
        }
        let hex = octets.map { String(format: "%02x", $0) }.joined()
        forms.append(("hexadecimal", Data(hex.utf8)))
        forms.append(("HEXADECIMAL", Data(hex.uppercased().utf8)))
        // In base64 a text looks otherwise at each of three places; its ends depend on what stands beside it.
        for shift in 0..<3 {
            let coded = (Data(count: shift) + octets).base64EncodedString().filter { $0 != "=" }
            forms.append(("base64 at \(shift)", Data(coded.dropFirst(shift == 0 ? 0 : shift + 1).dropLast(2).utf8)))
        }
        return forms
    }

    /// What of some texts, by their names, lies in some bytes.
    static func found(_ texts: [String: String], in bytes: Data) -> [String] {
        texts.flatMap { what, text in
            forms(of: text).filter { bytes.range(of: $0.bytes) != nil }.map { "\(what) as \($0.name)" }
        }.sorted()
    }
}
