/// Decimal numbers as the log's formats write them: digits only, no leading zero.
enum DecimalText {
    static func number(_ text: Substring) -> Int? {
        guard let number = Int(text), number >= 0, String(number) == text else { return nil }
        return number
    }
}
