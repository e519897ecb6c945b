/// The check digit of machine readable zones: weights 7, 3, 1, modulo 10 (Doc 9303-3 §4.9).
package enum CheckDigit {
    /// The digit for a text of A-Z, 0-9 and `<`; nil where another character occurs.
    package static func of(_ text: some StringProtocol) -> Character? {
        var sum = 0
        var weight = 7
        for character in text.utf8 {
            let value: Int
            switch character {
            case 0x30...0x39: value = Int(character) - 0x30
            case 0x41...0x5A: value = Int(character) - 0x41 + 10
            case 0x3C: value = 0
            default: return nil
            }
            sum = (sum + value * weight) % 10
            weight = weight == 7 ? 3 : weight == 3 ? 1 : 7
        }
        return Character(String(sum))
    }
}
