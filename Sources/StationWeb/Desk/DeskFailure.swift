/// A failure as the page shows it: a stable code, what happened, what to do.
package struct DeskFailure: Error, Sendable, Hashable {
    package let code: String
    package let title: String
    package let remedy: String
    /// What is particular to this case, in English and for the ticket: a status word.
    package let detail: String?
    /// Tries that the card says are left for its password.
    package let triesLeft: Int?

    /// A failure with its words from the catalogue.
    package init(code: String, detail: String? = nil, triesLeft: Int? = nil) {
        let words = FailureCatalogue.embedded.words[code]?["en"]
        self.init(
            code: code, title: words?.title ?? code, remedy: words?.remedy ?? "", detail: detail, triesLeft: triesLeft)
    }

    /// `title` and `remedy` are shown where the catalogue does not know the code.
    package init(code: String, title: String, remedy: String, detail: String? = nil, triesLeft: Int? = nil) {
        self.code = code
        self.title = title
        self.remedy = remedy
        self.detail = detail
        self.triesLeft = triesLeft
    }
}

extension DeskFailure {
    /// The failure with the catalogue's words, as it goes to the page.
    func told(by catalogue: FailureCatalogue) -> Told {
        Told(
            code: code, title: title, remedy: remedy, detail: detail, triesLeft: triesLeft,
            texts: catalogue.words[code] ?? [:])
    }

    struct Told: Encodable {
        let code: String
        let title: String
        let remedy: String
        let detail: String?
        let triesLeft: Int?
        /// By language; empty where the catalogue does not know the code.
        let texts: [String: FailureCatalogue.Words]
    }
}
