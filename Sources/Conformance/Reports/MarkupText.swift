/// Text inside XML and HTML, whatever a reader's name or a card's error message holds.
enum MarkupText {
    /// Escapes what would be markup, and replaces what XML 1.0 does not allow at all (§2.2).
    static func escape(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += "\u{FFFD}"
            case _ where scalar.value & 0xFFFE == 0xFFFE: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// For an attribute, on one line.
    static func attribute(_ text: String) -> String {
        escape(text).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\t" }.joined(separator: " ")
    }

    /// `1.234`
    static func seconds(_ milliseconds: Int) -> String {
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
