/// A day of the calendar, in the three ways that the card writes it.
package struct CalendarDate: Sendable, Hashable {
    package var year: Int
    package var month: Int
    package var day: Int

    package init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    private func digits(_ value: Int, _ count: Int) -> String {
        String((String(repeating: "0", count: count) + String(value)).suffix(count))
    }

    /// YYMMDD, as in the MRZ.
    package var zone: String { digits(year % 100, 2) + digits(month, 2) + digits(day, 2) }
    /// dd/MM/yyyy, as in EF.DG13.
    package var slashed: String { digits(day, 2) + "/" + digits(month, 2) + "/" + digits(year, 4) }
    /// ddMMyyyy, as in the QR code.
    package var packed: String { digits(day, 2) + digits(month, 2) + digits(year, 4) }
}
