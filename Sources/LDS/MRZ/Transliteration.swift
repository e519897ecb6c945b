import Foundation

/// Names in the alphabet of machine readable zones (Doc 9303-3 §6).
package enum Transliteration {
    /// Upper case, diacritics dropped, Đ as D; hyphens become spaces, apostrophes vanish. What remains unknown is dropped.
    ///
    /// Composed and decomposed Vietnamese give the same result.
    package static func zoneName(_ name: String) -> String {
        var result = ""
        for scalar in name.uppercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A: result.unicodeScalars.append(scalar)
            // Đ, and the Icelandic Ð that is often typed for it.
            case 0x110, 0xD0: result += "D"
            case 0x2D: result += " "
            default: if scalar.properties.isWhitespace { result += " " }
            }
        }
        return result.split(separator: " ").joined(separator: " ")
    }
}
