import LDS
import Testing

@Suite("Check digits")
struct CheckDigitTests {
    /// Doc 9303-3 §4.9 (520727), Doc 9303-11 appendix D.2 and the specimens of Doc 9303-4.
    @Test(
        "published examples",
        arguments: [
            ("520727", "3"), ("AB2134<<<", "5"), ("L898902C3", "6"), ("D23145890734", "9"), ("ZE184226B<<<<<", "1"),
            ("<<<<<<", "0"), ("", "0"),
        ] as [(String, Character)])
    func examples(text: String, digit: Character) {
        #expect(CheckDigit.of(text) == digit)
    }

    @Test("characters that no zone has give nothing", arguments: ["12a", "1 2", "Đ", "1-2"])
    func foreign(text: String) {
        #expect(CheckDigit.of(text) == nil)
    }
}
