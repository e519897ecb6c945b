/// Decimal digits, as the two codings of dates carry them.
struct DecimalDigits: Sendable, Hashable {
    private var digits: [UInt8] = []

    /// Reads digits; nil where an octet holds something else.
    init?(_ octets: some Collection<UInt8>, _ coding: RecordedDate.Coding) {
        digits = octets.flatMap { octet in coding == .text ? [octet &- 0x30] : [octet >> 4, octet & 0x0F] }
        guard digits.allSatisfy({ $0 <= 9 }) else { return nil }
    }

    /// Numbers, each with as many of its last digits as asked.
    init(_ numbers: [(value: Int, count: Int)]) {
        for (value, count) in numbers {
            var rest = value.magnitude
            var part: [UInt8] = []
            for _ in 0..<count {
                part.append(UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            }
            digits += part.reversed()
        }
    }

    /// The number that a run of digits makes; missing digits count for nothing.
    func number(_ range: Range<Int>) -> Int {
        digits.dropFirst(range.lowerBound).prefix(min(range.count, 9)).reduce(0) { $0 * 10 + Int($1) }
    }

    var count: Int { digits.count }

    var text: String { String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self) }

    func octets(_ coding: RecordedDate.Coding) -> [UInt8] {
        if coding == .text { return digits.map { $0 + 0x30 } }
        return stride(from: 0, to: digits.count, by: 2).map { index in
            digits[index] << 4 | (index + 1 < digits.count ? digits[index + 1] : 0)
        }
    }
}
