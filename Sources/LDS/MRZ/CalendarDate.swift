/// A day of the calendar, in the ways that identity cards write it.
package struct CalendarDate: Sendable, Hashable, Comparable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Whether the day exists is the caller's knowledge; see the failing initialisers for foreign text.
    package init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads dd/MM/yyyy, as EF.DG13 writes it.
    package init?(slashed text: String) {
        let parts = text.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2, 4] else { return nil }
        let numbers = parts.compactMap { Self.number($0) }
        guard numbers.count == 3 else { return nil }
        self.init(checking: numbers[2], numbers[1], numbers[0])
    }

    /// Reads ddMMyyyy, as the QR code writes it.
    package init?(packed text: String) {
        let octets = Array(text.utf8)
        guard octets.count == 8, let day = Self.number(octets[0..<2]), let month = Self.number(octets[2..<4]),
            let year = Self.number(octets[4...])
        else { return nil }
        self.init(checking: year, month, day)
    }

    /// Reads YYMMDD of the MRZ. The century is the last one in which the day is not after `latest`.
    package init?(zone text: String, notAfter latest: CalendarDate) {
        let octets = Array(text.utf8)
        guard octets.count == 6, let year = Self.number(octets[0..<2]), let month = Self.number(octets[2..<4]),
            let day = Self.number(octets[4..<6])
        else { return nil }
        let inThisCentury = latest.year - latest.year % 100 + year
        let isLater = CalendarDate(inThisCentury, month, day) > latest
        self.init(checking: isLater ? inThisCentury - 100 : inThisCentury, month, day)
    }

    private init?(checking year: Int, _ month: Int, _ day: Int) {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        self.init(year, month, day)
    }

    private static func number(_ digits: some Sequence<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    package static func < (one: CalendarDate, other: CalendarDate) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }
}

extension CalendarDate {
    private static func digits(_ value: Int, _ count: Int) -> String {
        var rest = value.magnitude
        var octets = [UInt8](repeating: 0x30, count: count)
        for index in octets.indices.reversed() {
            octets[index] += UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// YYMMDD, as in the MRZ.
    package var zone: String { Self.digits(year % 100, 2) + Self.digits(month, 2) + Self.digits(day, 2) }
    /// dd/MM/yyyy, as in EF.DG13.
    package var slashed: String { Self.digits(day, 2) + "/" + Self.digits(month, 2) + "/" + Self.digits(year, 4) }
    /// yyyy-MM-dd (ISO 8601).
    package var dashed: String { Self.digits(year, 4) + "-" + Self.digits(month, 2) + "-" + Self.digits(day, 2) }
    /// ddMMyyyy, as in the QR code.
    package var packed: String { Self.digits(day, 2) + Self.digits(month, 2) + Self.digits(year, 4) }

    /// Whole years from this day to another one, as ages are counted.
    package func years(until other: CalendarDate) -> Int {
        other.year - year - ((other.month, other.day) < (month, day) ? 1 : 0)
    }
}

extension CalendarDate {
    /// The day with this number, day 0 being 1970-01-01, in the Gregorian calendar.
    package init(daysSince1970 days: Int) {
        // Years begin in March here, so that the leap day is the last of one; an era has 400 years.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let calendarMonth = month < 10 ? month + 3 : month - 9
        self.init(
            yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0), calendarMonth,
            dayOfYear - (153 * month + 2) / 5 + 1)
    }
}
