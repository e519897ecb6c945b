import Testing

@testable import Registry

@Suite struct JSONValueTests {
    /// RFC 8785 §3.2.3 sorts by UTF-16 code units; the names are those of its example.
    @Test func sortsNamesByUTF16CodeUnits() throws {
        let json: JSONValue = [
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
            "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis",
        ]
        let values = try JSONValue(parsing: json.canonical()) == json
        let text = String(decoding: try json.canonical(), as: UTF8.self)
        let order = [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
            "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh",
        ].compactMap { text.firstRange(of: $0)?.lowerBound }
        #expect(values && order.count == 7 && order == order.sorted())
    }

    /// RFC 8785 §3.2.2.2, the string of its example.
    @Test func escapesAsTheStandardDoes() throws {
        let json = JSONValue.string("\u{20ac}$\u{F}\u{A}A'\u{42}\u{22}\u{5c}\u{5c}\u{22}/")
        #expect(String(decoding: try json.canonical(), as: UTF8.self) == #""€$\u000f\nA'B\"\\\\\"/""#)
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "{a:1}", "01", "-", "+1", "1.5", "1e3",
        "9007199254740992",
        "99999999999999999999", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\"",
        "\"a",
        "tru", "nulll", "1 2", "[1 2]", "\u{FEFF}1",
    ])
    func refusesWhatIsNotJSONOfOurs(_ text: String) {
        #expect(throws: RegistryError.self) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test func refusesIllFormedUTF8AndDepth() {
        #expect(throws: RegistryError.self) { try JSONValue(parsing: [0x22, 0xC0, 0x80, 0x22]) }
        let deep = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: RegistryError.self) { try JSONValue(parsing: deep) }
        #expect(throws: RegistryError.self) { try JSONValue.integer(1 << 53).canonical() }
    }

    @Test(arguments: ["{ }", "{\"b\":1,\"a\":2}", "\"\\u0041\"", "[1, 2]", "-0"])
    func knowsWhatIsNotCanonical(_ text: String) throws {
        _ = try JSONValue(parsing: Array(text.utf8))
        #expect(throws: RegistryError.self) { try JSONValue(parsingCanonical: Array(text.utf8)) }
    }

    @Test func readsEscapesAndSurrogatePairs() throws {
        let json = try JSONValue(parsing: Array(#" [ "\ud83d\ude00\t\/" , true , null , -12 ] "#.utf8))
        #expect(json == ["😀\t/", true, .null, -12])
    }
}
