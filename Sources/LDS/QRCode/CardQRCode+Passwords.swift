extension CardQRCode {
    /// The CAN: the last six digits of the personal number, cards print no other.
    package var can: String { String(personalNumber.suffix(6)) }

    /// Days on which the card may end, the likeliest first; nil stands for a card without an end.
    ///
    /// Cards run to a birthday of 14, 25, 40 or 60, and for ever after 60. Whoever is within two years of such a birthday
    /// when the card is issued gets the next one; whether the day itself counts is not published, so both are given.
    /// Without a date of issue each of them is possible.
    package var possibleExpiries: [CalendarDate?] {
        let birthdays = [14, 25, 40, 60].map { CalendarDate(dateOfBirth.year + $0, dateOfBirth.month, dateOfBirth.day) }
        guard let issue = dateOfIssue else { return birthdays + [nil] }
        let later = CalendarDate(issue.year + 2, issue.month, issue.day)
        var found: [CalendarDate?] = [birthdays.first { $0 >= later }]
        for other in [birthdays.first { $0 > later }, birthdays.first { $0 > issue }] where !found.contains(other) {
            found.append(other)
        }
        return found
    }

    /// What BAC and PACE hash of the machine readable zone, for each possible day of expiry, the likeliest first
    /// (Doc 9303-11 §9.7.2). A zone for 29 February may have the day before or after it in other years.
    package var possibleAccessKeyInformation: [String] {
        var found: [String] = []
        for expiry in possibleExpiries {
            for day in Self.days(expiry) {
                let parts = [String(personalNumber.suffix(9)), dateOfBirth.zone, day]
                let information = parts.map { $0 + (CheckDigit.of($0).map(String.init) ?? "") }.joined()
                if !found.contains(information) { found.append(information) }
            }
        }
        return found
    }

    private static func days(_ expiry: CalendarDate?) -> [String] {
        guard let expiry else { return ["991231"] }
        let isLeap =
            expiry.year.isMultiple(of: 4) && (!expiry.year.isMultiple(of: 100) || expiry.year.isMultiple(of: 400))
        guard (expiry.month, expiry.day) == (2, 29), !isLeap else { return [expiry.zone] }
        return [CalendarDate(expiry.year, 2, 28), CalendarDate(expiry.year, 3, 1), expiry].map(\.zone)
    }
}
