import Foundation
import StationWeb
import Testing

/// The words of the pages: as many in one language as in the other, and none that no page uses.
@Suite("The catalogues of words")
struct CatalogueTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = root.appendingPathComponent("enrollment/messages").path

    private func keys(_ language: String) throws -> Set<String> {
        let text = try String(contentsOfFile: "\(Self.folder)/\(language).yaml", encoding: .utf8)
        return Set(try Messages.keys(parsing: text, file: language))
    }

    @Test("Vietnamese and English say the same things; a third language says all that a kiosk needs")
    func languages() throws {
        let (vietnamese, english) = (try keys("vi"), try keys("en"))
        #expect(vietnamese.symmetricDifference(english) == [])
        #expect(english.count > 150)
        let others = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
            .filter { !["vi.yaml", "en.yaml", "failures.yaml"].contains($0) }
        #expect(!others.isEmpty)
        let kiosk = english.filter { $0.hasPrefix("kiosk.") || $0 == "language" }
        for name in others { #expect(try keys(String(name.dropLast(5))) == kiosk, "\(name)") }
        _ = try Messages.load(folder: Self.folder)
    }

    @Test("every word that a script asks for is there, and every word is asked for by a script")
    func use() throws {
        let folder = Self.root.appendingPathComponent("Sources/StationWeb/Assets")
        var scripts = ""
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix(".js") || name.hasSuffix(".html") {
            scripts += try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        let english = try keys("en")
        let literals = Set(scripts.matches(of: /"([a-z]+[a-z-]*\.[a-z0-9.-]+)"/).map { String($0.1) })
            .filter { !$0.hasPrefix("application.") }
        let asked = Set(scripts.matches(of: /word\("([^"]+)"/).map { String($0.1) })
        #expect(asked.subtracting(english) == [])
        // Keys that are put together: their beginning up to the first part that is not fixed.
        let beginnings = Set(scripts.matches(of: /`([a-z-]+\.[a-z.-]*)\$\{/).map { String($0.1) })
            .union(scripts.matches(of: /keysUnder\("([^"]+)"/).map { String($0.1) })
            // pill(kind, state) and the kiosk's outcomes
            .union(["state.", "health.", "kiosk.genuine", "kiosk.not-", "kiosk.failed", "kiosk.removed"])
        // Those of the checks are put together by the station: DiagnosisTests holds them against the findings.
        let unused = english.filter { key in
            !key.hasPrefix("doctor.") && !literals.contains(key) && !asked.contains(key)
                && !beginnings.contains { key.hasPrefix($0) }
                && key != "language"
        }
        #expect(unused == [])
    }

    @Test("the assets that are embedded are those of the folder")
    func assets() throws {
        let folder = Self.root.appendingPathComponent("Sources/StationWeb/Assets").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == Assets.names.sorted())
    }

    @Test("the pictures that the operator's guide names are those that the tests make")
    func guide() throws {
        let guide = try String(
            contentsOf: Self.root.appendingPathComponent("docs/operator-guide.md"), encoding: .utf8)
        let named = Set(guide.matches(of: /`((?:counter|kiosk)-[a-z-]+)`/).map { String($0.1) })
        let folder = Self.root.appendingPathComponent("Tests/StationWebTests/Browser")
        var made: Set<String> = ["counter-queue", "counter-approvals", "counter-end-of-day"]
        made.formUnion(KioskPageTests.reports.map { "kiosk-\($0.0)" })
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            made.formUnion(text.matches(of: /page\.look\("([a-z-]+)"\)/).map { "counter-\($0.1)" })
            made.formUnion(text.matches(of: /look\(browser, "([a-z-]+)"/).map { "kiosk-\($0.1)" })
        }
        let real = Self.root.appendingPathComponent("Tests/EndToEndTests/Browser/CounterCasePageTests.swift")
        made.formUnion(
            try String(contentsOf: real, encoding: .utf8).matches(of: /counter\.look\("([a-z-]+)"\)/).map {
                "counter-real-\($0.1)"
            })
        #expect(named.count > 25)
        #expect(named.subtracting(made) == [])
    }

    /// What is on the screen, in Vietnamese: the catalogue's words, and what the shipped procedures call their steps.
    private func shown() throws -> Set<String> {
        var shown = Set(try keys("vi").compactMap { Messages.embedded.word($0, "vi") })
        shown.formUnion(FailureCatalogue.embedded.words.values.compactMap { $0["vi"]?.title })
        let folder = Self.root.appendingPathComponent("enrollment/procedures")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            shown.formUnion(text.matches(of: /title: \{vi: ([^,}]+), en:/).map { String($0.1) })
        }
        return shown
    }

    @Test("what the operator's guide calls by its words is called so on the screen, and the keys do what it says")
    func guideWords() throws {
        let guide = try String(
            contentsOf: Self.root.appendingPathComponent("docs/operator-guide.md"), encoding: .utf8
        ).replacing("**", with: "")
        let words = Set(guide.matches(of: /\*([^*]+)\*/).map { String($0.1) })
        #expect(words.count > 25)
        #expect(words.subtracting(try shown()) == [])

        let folder = Self.root.appendingPathComponent("Sources/StationWeb/Assets")
        var lines: [Substring] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".js") {
            lines += try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n")
        }
        let named = try keys("vi").map { ($0, Messages.embedded.word($0, "vi")) }
        let pairs = guide.matches(of: /`(F[0-9]+|Enter|Esc)` \*([^*]+)\*/)
        #expect(pairs.count >= 8)
        for pair in pairs {
            let (key, word) = (pair.1 == "Esc" ? "Escape" : String(pair.1), String(pair.2))
            let does = named.filter { $0.1 == word }.contains { name, _ in
                lines.contains { $0.contains("key: \"\(key)\"") && $0.contains("\"\(name)\"") }
            }
            #expect(does, "`\(key)` is not \(word)")
        }
    }

    @Test(
        "a catalogue that cannot be used is refused",
        arguments: [
            "a: [1, 2]", "- a", "a: ''", "a: {b: {c: {d: {e: {f: {g: x}}}}}}", "a: b: c",
            "a: &a {x: y}\nb: &b {p: *a, q: *a, r: *a, s: *a, t: *a, u: *a, v: *a, w: *a}\nc: &c {p: *b, q: *b, r: *b, s: *b, t: *b, u: *b, v: *b, w: *b}\nd: &d {p: *c, q: *c, r: *c, s: *c, t: *c, u: *c, v: *c, w: *c}\ne: {p: *d, q: *d, r: *d, s: *d, t: *d, u: *d, v: *d, w: *d}",
        ])
    func refused(yaml: String) throws {
        #expect(throws: CatalogueError.self) { try Messages.keys(parsing: yaml, file: "x.yaml") }
    }

    @Test("a station's folder replaces words and adds languages; half a language is refused")
    func folders() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("messages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: Never.self) { try Messages.load(folder: folder.path + "/none") }
        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        try write("en.yaml", "kiosk: {title: Our own words}")
        #expect(try Messages.load(folder: folder.path).word("kiosk.title", "en") == "Our own words")
        try write("fr.yaml", "language: Français")
        #expect(throws: CatalogueError.self) { try Messages.load(folder: folder.path) }
        try write("fr.yaml", String(contentsOfFile: "\(Self.folder)/fr.yaml", encoding: .utf8))
        #expect(try Messages.load(folder: folder.path).word("language", "fr") == "Français")
        try write("../evil.yaml".replacing("../", with: "UP"), "a: b")
        #expect(throws: CatalogueError.self) { try Messages.load(folder: folder.path) }
    }
}
