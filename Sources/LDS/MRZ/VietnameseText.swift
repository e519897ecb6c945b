import Foundation

/// Vietnamese text made comparable: one person's name is written in several ways that mean the same.
package enum VietnameseText {
    /// A form that is equal for composed and decomposed text, upper and lower case, runs of white space, the letters
    /// Ð and Ɖ typed for Đ, and both places of the tone mark (`Hoà` and `Hòa`). Marks that make another name stay.
    package static func comparable(_ text: String) -> String {
        text.uppercased().decomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).map(syllable)
            .joined(separator: " ")
    }

    /// Whether two texts say the same.
    package static func areSame(_ one: String, _ other: String) -> Bool { comparable(one) == comparable(other) }

    /// The letters with the marks that belong to them, then the tone, which belongs to the syllable.
    private static func syllable(_ word: Substring) -> String {
        var letters = String.UnicodeScalarView()
        var tones = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            switch scalar.value {
            // Grave, acute, tilde, hook above, dot below.
            case 0x300, 0x301, 0x303, 0x309, 0x323: tones.append(scalar)
            case 0xD0, 0x189: letters.append("\u{110}")
            default: letters.append(scalar)
            }
        }
        return String(letters) + String(tones)
    }
}
