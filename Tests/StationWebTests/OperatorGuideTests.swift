import Foundation
import StationWeb
import Testing

/// The operator's guide in both languages: its words, keys and pictures are those of the screen, and one language says what
/// the other says.
@Suite("The operator's guide")
struct OperatorGuideTests {
    static let files = ["operator-guide.md", "operator-guide.vi.md"]

    private func guide(_ file: String) throws -> String {
        try String(contentsOf: CatalogueTests.root.appendingPathComponent("docs/\(file)"), encoding: .utf8)
    }

    @Test("the pictures that it names are those that the tests make", arguments: files)
    func pictures(file: String) throws {
        let named = Set(try guide(file).matches(of: /`((?:counter|kiosk)-[a-z-]+)`/).map { String($0.1) })
        let folder = CatalogueTests.root.appendingPathComponent("Tests/StationWebTests/Browser")
        var made: Set<String> = ["counter-queue", "counter-approvals", "counter-end-of-day"]
        made.formUnion(KioskPageTests.reports.map { "kiosk-\($0.0)" })
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            made.formUnion(text.matches(of: /page\.look\("([a-z-]+)"\)/).map { "counter-\($0.1)" })
            made.formUnion(text.matches(of: /look\(browser, "([a-z-]+)"/).map { "kiosk-\($0.1)" })
        }
        let real = CatalogueTests.root.appendingPathComponent(
            "Tests/EndToEndTests/Browser/CounterCasePageTests.swift")
        made.formUnion(
            try String(contentsOf: real, encoding: .utf8).matches(of: /counter\.look\("([a-z-]+)"\)/).map {
                "counter-real-\($0.1)"
            })
        #expect(named.count > 25)
        #expect(named.subtracting(made) == [])
    }

    /// What is on the screen, in Vietnamese: the catalogue's words, and what the shipped procedures call their steps.
    private func shown() throws -> Set<String> {
        var shown = Set(try CatalogueTests.keys("vi").compactMap { Messages.embedded.word($0, "vi") })
        shown.formUnion(FailureCatalogue.embedded.words.values.compactMap { $0["vi"]?.title })
        let folder = CatalogueTests.root.appendingPathComponent("enrollment/procedures")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            shown.formUnion(text.matches(of: /title: \{vi: ([^,}]+), en:/).map { String($0.1) })
        }
        return shown
    }

    /// The words of the screen that a text quotes: in italics, which may go on in the next line.
    private func quoted(in text: String) -> [String] {
        text.replacing("**", with: "").matches(of: /\*([^*|]+)\*/).map { $0.1.split(whereSeparator: \.isWhitespace) }
            .map { $0.joined(separator: " ") }
    }

    @Test("what it calls by its words is called so on the screen, and the keys do what it says", arguments: files)
    func words(file: String) throws {
        let guide = try guide(file).replacing("**", with: "")
        let words = Set(quoted(in: guide))
        #expect(words.count > 25)
        #expect(words.subtracting(try shown()) == [])

        let folder = CatalogueTests.root.appendingPathComponent("Sources/StationWeb/Assets")
        var lines: [Substring] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".js") {
            lines += try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n")
        }
        let named = try CatalogueTests.keys("vi").map { ($0, Messages.embedded.word($0, "vi")) }
        let pairs = guide.matches(of: /`(F[0-9]+|Enter|Esc)`\s\*([^*]+)\*/)
        #expect(pairs.count >= 8)
        for pair in pairs {
            let (key, word) = (pair.1 == "Esc" ? "Escape" : String(pair.1), String(pair.2.replacing("\n", with: " ")))
            let does = named.filter { $0.1 == word }.contains { name, _ in
                lines.contains { $0.contains("key: \"\(key)\"") && $0.contains("\"\(name)\"") }
            }
            #expect(does, "`\(key)` is not \(word)")
        }
    }

    /// What a section says that must be the same in every language.
    private struct Section: Equatable {
        let level: Int
        /// Keys, pictures, commands: whatever stands in code, and the words of the screen.
        let code: [String]
        let words: [String]
        /// How many rows, points and numbered steps.
        let lines: [String: Int]
    }

    private func sections(_ file: String) throws -> [Section] {
        let text = "\n" + (try guide(file)).replacing(/\]\([^)]*\)/, with: "]")
        return text.replacing("\n### ", with: "\u{1}3").replacing("\n## ", with: "\u{1}2").replacing(
            "\n# ", with: "\u{1}1"
        )
        .split(separator: "\u{1}").map { section in
            var lines: [String: Int] = [:]
            for line in section.split(separator: "\n") {
                let kind = line.hasPrefix("|") ? "row" : line.hasPrefix("- ") ? "point" : nil
                if let kind { lines[kind, default: 0] += 1 }
                if line.prefix(while: \.isNumber).count == 1, line.dropFirst().hasPrefix(". ") {
                    lines["step", default: 0] += 1
                }
            }
            let unbroken = section.replacing("\n", with: " ")
            return Section(
                level: section.first?.wholeNumberValue ?? 0,
                code: unbroken.matches(of: /`([^`]+)`/).map { String($0.1) }.sorted(),
                words: quoted(in: String(section)).sorted(), lines: lines)
        }
    }

    @Test("both languages have the same sections, and in each the same keys, pictures, commands, words and steps")
    func equal() throws {
        let english = try sections("operator-guide.md")
        let vietnamese = try sections("operator-guide.vi.md")
        #expect(english.count > 7 && english.count == vietnamese.count)
        for (one, other) in zip(english, vietnamese) { #expect(one == other) }
    }
}
