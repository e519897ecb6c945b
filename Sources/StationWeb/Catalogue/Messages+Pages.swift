extension Messages {
    /// What a page gets of them.
    struct Table: Encodable {
        /// In the order of the page's buttons: Vietnamese, English, the others by code.
        let languages: [String]
        let words: [String: [String: String]]
    }

    /// The counter's and the check's words.
    var counter: Table {
        Table(languages: Self.counterLanguages, words: words.filter { Self.counterLanguages.contains($0.key) })
    }

    /// The kiosk's: no word of the counter goes there.
    var kiosk: Table {
        let others = words.keys.filter { !Self.counterLanguages.contains($0) }.sorted()
        return Table(
            languages: Self.counterLanguages + others,
            words: words.mapValues { $0.filter { Self.isNeeded($0.key) } })
    }
}
