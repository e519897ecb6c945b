/// One line about a file for the screen: what it is and what it says.
package struct FileFact: Sendable, Hashable {
    /// Plain words, `date of birth`.
    package let label: String
    /// What the file says. Control characters, which could rewrite a terminal or turn text around, are replaced, and
    /// a text without end is cut.
    package let text: String

    private static let maximumLength = 4096

    package init(_ label: String, _ text: String) {
        self.label = label
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(Self.maximumLength) {
            shown.append(Self.isControl(scalar) ? "\u{FFFD}" : scalar)
        }
        if text.unicodeScalars.count > Self.maximumLength { shown.append("…") }
        self.text = String(shown)
    }

    /// nil where there is nothing to tell.
    init?(_ label: String, optional text: String?) {
        guard let text, !text.isEmpty else { return nil }
        self.init(label, text)
    }

    /// Controls (Cc), line and paragraph separators, and the marks that change the direction of text.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
    }
}

extension FileFact: Redacted {
    package var description: String { label }
}
