import Foundation

/// The pages' words in each language, and what each failure means.
///
/// Vietnamese and English come with the program; the station's folder `messages/` may replace them and add languages to
/// the kiosk, a file each.
package struct Messages: Sendable {
    /// The languages that the counter speaks, and every failure.
    static let counterLanguages = ["vi", "en"]
    /// More than a kiosk has room for on its first page.
    private static let mostLanguages = 8

    /// Words by language and key.
    let words: [String: [String: String]]
    package let failures: FailureCatalogue
    /// In which language the pages begin; nil for the usual one.
    var first: String?

    /// Those that came with the program.
    package static let embedded = Messages(
        words: Dictionary(
            uniqueKeysWithValues: embeddedFiles.map { language, bytes in
                let yaml = String(decoding: bytes, as: UTF8.self)
                return (language, (try? CatalogueFile.texts(parsing: yaml, file: "\(language).yaml")) ?? [:])
            }), failures: .embedded)

    /// Embedded so that the program is one file; they are the files of `enrollment/messages`, by symbolic links.
    private static var embeddedFiles: KeyValuePairs<String, [UInt8]> {
        ["vi": PackageResources.vi_yaml, "en": PackageResources.en_yaml]
    }

    init(words: [String: [String: String]], failures: FailureCatalogue) {
        self.words = words
        self.failures = failures
    }

    /// The embedded ones with those of a folder over them: `vi.yaml`, `en.yaml`, any other language, `failures.yaml`.
    ///
    /// A folder that is not there changes nothing. Throws ``CatalogueError`` for a file that cannot be used, and for a
    /// language in which a word of the kiosk is missing: half a language helps nobody.
    package static func load(folder: String) throws(CatalogueError) -> Messages {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".yaml") }.sorted()
        guard names.count <= mostLanguages + 1 else {
            throw CatalogueError(folder, "more than \(mostLanguages) languages")
        }
        var words = embedded.words
        var failures = embedded.failures
        for name in names {
            let yaml = try text("\(folder)/\(name)", name)
            if name == "failures.yaml" {
                failures = failures.replaced(by: try FailureCatalogue(parsing: yaml, file: name))
                continue
            }
            let language = String(name.dropLast(".yaml".count))
            guard (2...8).contains(language.utf8.count),
                language.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D })
            else { throw CatalogueError(name, "the name is no language's code") }
            words[language, default: [:]].merge(try CatalogueFile.texts(parsing: yaml, file: name)) { $1 }
        }
        let needed = (embedded.words["en"] ?? [:]).keys.filter(isNeeded)
        for (language, known) in words {
            if let missing = needed.filter({ known[$0] == nil }).min() {
                throw CatalogueError("\(language).yaml", "“\(missing)” is missing")
            }
        }
        return Messages(words: words, failures: failures)
    }

    /// The same words, and pages that begin in a language; one that a page does not speak changes nothing there.
    package func beginning(with language: String) -> Messages {
        var messages = self
        messages.first = language
        return messages
    }

    /// The keys of a catalogue's file.
    package static func keys(parsing yaml: String, file: String) throws(CatalogueError) -> [String] {
        try CatalogueFile.texts(parsing: yaml, file: file).keys.sorted()
    }

    /// A word in a language; nil where it has none.
    package func word(_ key: String, _ language: String) -> String? { words[language]?[key] }

    /// A word with the values in it that its braces name, `{count}`; nil where the language has none. A brace that no value
    /// is for stays.
    package func word(_ key: String, _ language: String, filling values: [String: String]) -> String? {
        word(key, language)?.replacing(/\{([a-z]+)\}/) { match in values[String(match.1)] ?? String(match.0) }
    }

    /// What every language must say: the kiosk's words, and the language's own name.
    static func isNeeded(_ key: String) -> Bool { key == "language" || key.hasPrefix("kiosk.") }

    private static func text(_ path: String, _ name: String) throws(CatalogueError) -> String {
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try? file.read(upToCount: CatalogueFile.largestFile + 1)
        else { throw CatalogueError(name, "cannot be read") }
        guard let text = String(data: data, encoding: .utf8) else { throw CatalogueError(name, "is no UTF-8") }
        return text
    }
}
