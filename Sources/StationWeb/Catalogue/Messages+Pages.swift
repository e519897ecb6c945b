extension Messages {
    /// What a page gets of them.
    struct Table: Encodable {
        /// In the order of the page's buttons: the one that it begins with, Vietnamese, English, the others by code.
        let languages: [String]
        let words: [String: [String: String]]
    }

    /// Failures that a page finds by itself, without the station.
    static let pageFailures = [
        "no-answer", "camera-missing", "camera-denied", "camera-busy", "portrait-unreadable", "portrait-poor",
        "request-too-large",
    ]

    /// The counter's and the check's words.
    var counter: Table {
        Table(
            languages: ordered(Self.counterLanguages),
            words: Dictionary(
                uniqueKeysWithValues: Self.counterLanguages.map { language in
                    (language, pageWords(language).merging(failureWords(language)) { $1 })
                }))
    }

    /// The kiosk's: no word of the counter goes there.
    var kiosk: Table {
        let others = words.keys.filter { !Self.counterLanguages.contains($0) }.sorted()
        return Table(
            languages: ordered(Self.counterLanguages + others),
            words: words.mapValues { $0.filter { Self.isNeeded($0.key) } })
    }

    /// What the station puts into words itself goes to no page as a table.
    private func pageWords(_ language: String) -> [String: String] {
        (words[language] ?? [:]).filter { !$0.key.hasPrefix("doctor.") }
    }

    private func ordered(_ languages: [String]) -> [String] {
        guard let first, languages.contains(first) else { return languages }
        return [first] + languages.filter { $0 != first }
    }

    private func failureWords(_ language: String) -> [String: String] {
        var texts: [String: String] = [:]
        for code in Self.pageFailures {
            guard let words = failures.words[code]?[language] else { continue }
            texts["failure.\(code).title"] = words.title
            texts["failure.\(code).cause"] = words.cause
            texts["failure.\(code).remedy"] = words.remedy
        }
        return texts
    }
}
