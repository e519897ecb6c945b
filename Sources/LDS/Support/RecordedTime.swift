/// A date and time as data groups record it: yyyymmddhhmmss, as 14 digits of text or as seven octets of packed digits.
package struct RecordedTime: Sendable, Hashable {
    package let date: RecordedDate
    package let hour: Int
    package let minute: Int
    package let second: Int

    package init(_ date: RecordedDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// Reads 14 digits or seven octets; nil where they are no time.
    package init?(parsing octets: some Collection<UInt8>) {
        let coding: RecordedDate.Coding
        switch octets.count {
        case 14: coding = .text
        case 7: coding = .packed
        default: return nil
        }
        guard let digits = DecimalDigits(octets, coding),
            let date = RecordedDate(parsing: octets.prefix(coding == .text ? 8 : 4))
        else { return nil }
        self.init(
            date, hour: digits.number(8..<10), minute: digits.number(10..<12), second: digits.number(12..<14))
        // A leap second is 60.
        guard hour < 24, minute < 60, second <= 60 else { return nil }
    }

    /// The octets again.
    package func serialized() -> [UInt8] {
        date.serialized() + DecimalDigits([(hour, 2), (minute, 2), (second, 2)]).octets(date.coding)
    }

    /// yyyy-MM-dd hh:mm:ss for people.
    package var text: String {
        func two(_ value: Int) -> String { DecimalDigits([(value, 2)]).text }
        return "\(date.text) \(two(hour)):\(two(minute)):\(two(second))"
    }
}

extension RecordedTime: Redacted {
    package var description: String { "date and time" }
}
