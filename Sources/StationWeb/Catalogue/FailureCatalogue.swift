/// What each failure means to a person, by its stable code: a title that is an action, a cause, a remedy.
package struct FailureCatalogue: Sendable {
    /// A failure's words in one language.
    package struct Words: Sendable, Hashable, Encodable {
        /// What to do, in a few words.
        package let title: String
        package let cause: String
        /// What to do, step by step.
        package let remedy: String
    }

    /// Words by code and language.
    package let words: [String: [String: Words]]

    /// The one that came with the program.
    package static let embedded = FailureCatalogue(
        words: (try? FailureCatalogue(
            parsing: String(decoding: PackageResources.failures_yaml, as: UTF8.self), file: "failures.yaml"))?.words
            ?? [:])

    private init(words: [String: [String: Words]]) { self.words = words }

    /// Reads a catalogue: `code: {vi: {title, cause, remedy}, en: {…}}`. Every code has all of it in both languages.
    package init(parsing yaml: String, file: String) throws(CatalogueError) {
        var parts: [String: [String: [String: String]]] = [:]
        for (path, text) in try CatalogueFile.texts(parsing: yaml, file: file) {
            let names = path.split(separator: ".").map(String.init)
            guard names.count == 3 else { throw CatalogueError(file, "“\(path)” is no code, language and part") }
            parts[names[0], default: [:]][names[1], default: [:]][names[2]] = text
        }
        var words: [String: [String: Words]] = [:]
        for (code, languages) in parts {
            for (language, texts) in languages {
                guard texts.count == 3, let title = texts["title"], let cause = texts["cause"],
                    let remedy = texts["remedy"]
                else { throw CatalogueError(file, "“\(code).\(language)” is not title, cause and remedy") }
                words[code, default: [:]][language] = Words(title: title, cause: cause, remedy: remedy)
            }
            for language in Messages.counterLanguages where languages[language] == nil {
                throw CatalogueError(file, "“\(code)” says nothing in “\(language)”")
            }
        }
        self.init(words: words)
    }

    /// This one, and another's words where it has any.
    func replaced(by other: FailureCatalogue) -> FailureCatalogue {
        FailureCatalogue(words: words.merging(other.words) { $1 })
    }
}
