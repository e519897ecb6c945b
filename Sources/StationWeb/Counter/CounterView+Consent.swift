extension CounterView {
    /// The consent and what the citizen said to it.
    package struct Consent: Sendable, Encodable {
        package var id: String
        package var version: Int
        /// The language that was shown: the agreement is to that text.
        package var language: String
        package var texts: Texts
        package var agreed: Bool

        package init(
            id: String, version: Int, language: String, texts: Texts, agreed: Bool
        ) {
            self.id = id
            self.version = version
            self.language = language
            self.texts = texts
            self.agreed = agreed
        }
    }
}
