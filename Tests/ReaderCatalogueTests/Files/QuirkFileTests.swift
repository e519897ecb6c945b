import ReaderCatalogue
import SmartCard
import Testing

@Suite("Files of reader quirks") struct QuirkFileTests {
    private func entries(_ yaml: String) throws -> [QuirkEntry] { try QuirkFile.entries(parsing: yaml, file: "x.yaml") }

    @Test func allThatAnEntryHas() throws {
        let entry = try #require(
            try entries(
                """
                readers:
                  one:
                    name: ["One*", "*Two*"]
                    usb: "072f:2200"
                    model: acr122u
                    extendedLength: none
                    maximumCommand: 240 bytes
                    maximumAnswer: 255 bytes
                    removalDelay: 1600 ms
                    delayAfterInsertion: 300 ms
                    pauseBetweenCommands: 5 ms
                    reset: power
                    origin:
                      extendedLength: https://example.org/1
                      maximumCommand: [https://example.org/1, measured]
                      maximumAnswer: a
                      removalDelay: b
                      delayAfterInsertion: c
                      pauseBetweenCommands: d
                      reset: e
                """
            ).first)
        #expect(entry.id == "one" && entry.names.map(\.text) == ["One*", "*Two*"] && entry.model == "acr122u")
        #expect(entry.usb == [USBNumbers(vendor: 0x072F, product: 0x2200)])
        var quirks = ReaderQuirks()
        quirks.extendedLength = .absent
        quirks.maximumCommand = 240
        quirks.maximumAnswer = 255
        quirks.removalDelay = 1600
        quirks.delayAfterInsertion = 300
        quirks.pauseBetweenCommands = 5
        quirks.reset = .power
        #expect(entry.quirks == quirks)
        #expect(entry.origins[.maximumCommand] == ["https://example.org/1", "measured"])
    }

    /// What is wrong, the line where, and a word of what is said.
    @Test(
        "what is wrong is named with its line",
        arguments: [
            ("", nil, "empty"), ("readers", 1, "mapping"), ("readers: []", 1, "mapping"),
            ("quirks: {}", 1, "unknown key"),
            ("readers:\n  One: {name: a}", 2, "no name of an entry"),
            ("readers:\n  one: {}", 2, "name or usb is missing"),
            ("readers:\n  one:\n    name: a\n    speed: 9", 4, "unknown key “speed” in one"),
            ("readers:\n  one:\n    name: \"*\"", 3, "no pattern"),
            ("readers:\n  one:\n    name: a\n    usb: 72f", 4, "no pair of numbers"),
            ("readers:\n  one:\n    name: a\n    extendedLength: no", 4, "is not `none` or `works`"),
            ("readers:\n  one:\n    name: a\n    removalDelay: 10001 ms", 4, "`0 ms` to `10000 ms`"),
            ("readers:\n  one:\n    name: a\n    delayAfterInsertion: 1 h", 4, "`0 ms` to `5000 ms`"),
            ("readers:\n  one:\n    name: a\n    pauseBetweenCommands: -1 ms", 4, "`0 ms` to `1000 ms`"),
            ("readers:\n  one:\n    name: a\n    maximumCommand: 1 bytes", 4, "`64 bytes`"),
            ("readers:\n  one:\n    name: a\n    reset: power", 3, "“origin” is missing"),
            ("readers:\n  one:\n    name: a\n    reset: power\n    origin: {}", 5, "reset has no origin"),
            (
                "readers:\n  one:\n    name: a\n    reset: power\n    origin: {reset: a, maximumAnswer: b}", 5,
                "unknown key “maximumAnswer” in origin"
            ),
            ("readers:\n  one:\n    name: a\n  one:\n    name: b", nil, "twice"),
            ("readers:\n  one: &a\n    name: b", 2, "anchors"), ("readers: *a", 1, "YAML"), ("\tx", 1, "YAML"),
            ("readers:\n  one:\n    name: {a: b}", 3, "a text is due"),
            ("readers:\n  one:\n    name: []", 3, "1 to 16"),
            ("readers:\n  one:\n    name: \"a\\nb\"", 3, "a line of up to"),
            ("readers:\n  one:\n    ? [a]\n    : b", nil, "no text"),
        ] as [(String, Int?, String)])
    func malformed(_ yaml: String, _ line: Int?, _ word: String) {
        let error = #expect(throws: QuirkFileError.self) { try entries(yaml) }
        #expect(line == nil || error?.line == line, "\(String(describing: error))")
        #expect(error?.description.contains(word) == true, "\(String(describing: error))")
    }

    @Test("no file is too large, too long or too deep to be refused", .timeLimit(.minutes(1)))
    func bounds() {
        let long = String(repeating: "a", count: 70_000)
        for yaml in [
            "# \(long)", "readers:\n  one:\n    name: \"\(long.prefix(400))\"",
            "readers:\n" + (0..<300).map { "  e\($0): {name: a}\n" }.joined(),
            "readers: " + String(repeating: "[", count: 5_000), "readers:\n  one:\n    \(long.prefix(5_000)): 1",
        ] {
            let error = #expect(throws: QuirkFileError.self) { try entries(yaml) }
            #expect((error?.description.count ?? 0) < 500)
        }
    }

    @Test("a prefix of a file, and one with a byte changed, end in an answer or an error", .timeLimit(.minutes(2)))
    func damaged() {
        let yaml = Array(
            "readers:\n  one:\n    name: \"a*\"\n    maximumAnswer: 255 bytes\n    origin:\n      maximumAnswer: [b]\n"
                .utf8)
        for index in yaml.indices {
            _ = try? entries(String(decoding: yaml[..<index], as: UTF8.self))
            for octet in [0x00, 0x09, 0x22, 0x26, 0x2A, 0x3A, 0x5B, 0x7B, 0xFF] as [UInt8] {
                var changed = yaml
                changed[index] = octet
                _ = try? entries(String(decoding: changed, as: UTF8.self))
            }
        }
    }
}
