/// A date as data groups record it: YYYYMMDD, as eight digits of text or as four octets of packed decimal digits.
///
/// Unknown parts are zeros (Doc 9303-10 §4.7.11.1); inspection systems read both codings (§4.7.12).
package struct RecordedDate: Sendable, Hashable {
    /// How the digits stand in the file.
    package enum Coding: Sendable, Hashable {
        /// One octet a digit.
        case text
        /// Two digits an octet.
        case packed
    }

    /// nil where the century and the year are unknown.
    package let year: Int?
    package let month: Int?
    package let day: Int?
    package let coding: Coding

    package init(_ date: CalendarDate, coding: Coding = .text) {
        year = date.year
        month = date.month
        day = date.day
        self.coding = coding
    }

    /// Reads eight digits or four octets; nil where they are no date.
    package init?(parsing octets: some Collection<UInt8>) {
        let coding: Coding
        switch octets.count {
        case 8: coding = .text
        case 4: coding = .packed
        default: return nil
        }
        guard let digits = DecimalDigits(octets, coding) else { return nil }
        let (year, month, day) = (digits.number(0..<4), digits.number(4..<6), digits.number(6..<8))
        guard month <= 12, day <= 31 else { return nil }
        self.year = year == 0 ? nil : year
        self.month = month == 0 ? nil : month
        self.day = day == 0 ? nil : day
        self.coding = coding
    }

    /// The octets again.
    package func serialized() -> [UInt8] {
        DecimalDigits([(year ?? 0, 4), (month ?? 0, 2), (day ?? 0, 2)]).octets(coding)
    }

    /// The day, where all of it is known.
    package var calendarDate: CalendarDate? {
        guard let year, let month, let day else { return nil }
        return CalendarDate(year, month, day)
    }

    /// yyyy-MM-dd for people; unknown parts are question marks.
    package var text: String {
        func part(_ value: Int?, _ count: Int) -> String {
            value.map { DecimalDigits([($0, count)]).text } ?? String(repeating: "?", count: count)
        }
        return "\(part(year, 4))-\(part(month, 2))-\(part(day, 2))"
    }
}

extension RecordedDate: Redacted {
    package var description: String { "date" }
}
