import Foundation

/// GeneralizedTime as DER has it: `20260801083000Z` (RFC 5280 §4.1.2.5.2).
enum GeneralizedTime {
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    static func octets(_ date: Date) -> [UInt8] {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        func digits(_ value: Int?, _ count: Int) -> String {
            let text = String(max(0, value ?? 0))
            return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
        }
        let text =
            digits(parts.year, 4) + digits(parts.month, 2) + digits(parts.day, 2) + digits(parts.hour, 2)
            + digits(parts.minute, 2) + digits(parts.second, 2)
        return Array((text + "Z").utf8)
    }

    /// nil for anything but a moment of the calendar in that form.
    static func date(_ octets: [UInt8]) -> Date? {
        guard octets.count == 15, octets.last == 0x5A, octets.dropLast().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        func number(_ range: Range<Int>) -> Int { octets[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        let parts = DateComponents(
            year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: number(8..<10),
            minute: number(10..<12), second: number(12..<14))
        guard let date = calendar.date(from: parts), Self.octets(date) == octets else { return nil }
        return date
    }
}
