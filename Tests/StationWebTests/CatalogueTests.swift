import Foundation
import StationWeb
import Testing

/// The words of the pages: as many in one language as in the other, and none that no page uses.
@Suite("The catalogues of words")
struct CatalogueTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = root.appendingPathComponent("enrollment/messages").path

    static func keys(_ language: String) throws -> Set<String> {
        let text = try String(contentsOfFile: "\(folder)/\(language).yaml", encoding: .utf8)
        return Set(try Messages.keys(parsing: text, file: language))
    }

    @Test("Vietnamese and English say the same things; a third language says all that a kiosk needs")
    func languages() throws {
        let (vietnamese, english) = (try Self.keys("vi"), try Self.keys("en"))
        #expect(vietnamese.symmetricDifference(english) == [])
        #expect(english.count > 150)
        let others = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
            .filter { !["vi.yaml", "en.yaml", "failures.yaml"].contains($0) }
        #expect(!others.isEmpty)
        let kiosk = english.filter { $0.hasPrefix("kiosk.") || $0 == "language" }
        for name in others { #expect(try Self.keys(String(name.dropLast(5))) == kiosk, "\(name)") }
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
        let english = try Self.keys("en")
        let literals = Set(scripts.matches(of: /"([a-z]+[a-z-]*\.[a-z0-9.-]+)"/).map { String($0.1) })
            .filter { !$0.hasPrefix("application.") }
        let asked = Set(scripts.matches(of: /word\("([^"]+)"/).map { String($0.1) })
        #expect(asked.subtracting(english) == [])
        // Keys that are put together: their beginning up to the first part that is not fixed.
        let beginnings = Set(scripts.matches(of: /`([a-z-]+\.[a-z.-]*)\$\{/).map { String($0.1) })
            .union(scripts.matches(of: /keysUnder\("([^"]+)"/).map { String($0.1) })
            // pill(kind, state) and the kiosk's outcomes
            .union(["state.", "health.", "kiosk.genuine", "kiosk.not-", "kiosk.failed", "kiosk.removed", "kiosk.mute"])
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
