import ReaderCatalogue
import Testing

@Suite("Patterns for readers' names") struct NamePatternTests {
    @Test(
        arguments: [
            ("ACS ACR122U*", "ACS ACR122U PICC Interface 00 00", true), ("ACS ACR122U*", "acs acr122u 01 00", true),
            ("ACS ACR122U*", "The ACS ACR122U", false), ("*ACR122*", "ACS ACR122U 00 00", true),
            ("*ACR122*", "ACS ACR1222 1SAM PICC Reader", true),
            ("*CardMan*3121*", "OMNIKEY AG CardMan 3121 00 00", true),
            ("*CardMan*3121*", "OMNIKEY AG 3121 CardMan", false), ("one", "one", true), ("one", "one two", false),
            ("a*b", "ab", true), ("a*b", "a", false), ("ab*b", "ab", false), ("*ab", "aab", true),
            ("X [Y]*", "X [Y] (1) 00 00", true), ("a**b", "a b", true), ("é*", "É 00", true),
        ])
    func fits(_ pattern: String, _ name: String, _ fits: Bool) throws {
        #expect(try #require(NamePattern(pattern)).fits(name) == fits)
    }

    @Test(arguments: ["", "*", "**", String(repeating: "a", count: 161), "a*a*a*a*a*a*a*a*a"])
    func isRefused(_ pattern: String) { #expect(NamePattern(pattern) == nil) }

    @Test("a long name and a hard pattern take no time", .timeLimit(.minutes(1)))
    func hardPattern() throws {
        let pattern = try #require(NamePattern("*a*a*a*a*a*b"))
        #expect(!pattern.fits(String(repeating: "a", count: 100_000)))
    }

    @Test(
        "a reader's kind is its name without the numbers of PC/SC and of one device",
        arguments: [
            ("ACS ACR122U PICC Interface 00 00", "ACS ACR122U PICC Interface*"),
            (
                "OMNIKEY CardMan (076B:5121) 5121 (OKCM0022509131612005524582011459) 00 01",
                "OMNIKEY CardMan (076B:5121) 5121*"
            ),
            (
                "ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 0A 00",
                "ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC]*"
            ),
            ("plain", "plain*"), ("a\u{7}b 00 00", "a*b*"),
        ])
    func kinds(_ name: String, _ pattern: String) throws {
        let made = try #require(NamePattern(kindOf: name))
        #expect(made.text == pattern && made.fits(name))
    }

    @Test func aNameOfNumbersIsNoKind() { #expect(NamePattern(kindOf: " 00 00") == nil) }
}
