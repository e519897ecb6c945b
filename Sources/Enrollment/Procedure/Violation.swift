extension Procedure {
    /// A rule that the case at hand breaks.
    package struct Violation: Sendable, Hashable {
        /// Stable name: `minimum-age`, `field-phone`.
        package let rule: String
        /// The field that is wrong, for the rules about fields.
        package let field: String?
        /// A sentence for the officer, by language, without personal data.
        package let sentence: Texts

        init(_ rule: String, field: String? = nil, en: String, vi: String) {
            self.rule = rule
            self.field = field
            sentence = ["en": en, "vi": vi]
        }

        /// The sentence for logs and the command line.
        package var english: String { sentence["en"] ?? rule }
    }
}
