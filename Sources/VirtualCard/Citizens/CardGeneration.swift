/// Which of Viet Nam's chip cards a citizen has, where their data differ.
package enum CardGeneration: Int, Sendable, CaseIterable {
    /// Căn cước công dân, 2021 to June 2024.
    case citizenIdentity = 2021
    /// Căn cước of the Law on Identification 26/2023, since July 2024: children have it too.
    case identity = 2024

    /// The generation with the data of a profile's year.
    package init(year: Int) { self = year < 2024 ? .citizenIdentity : .identity }

    /// What the card's front is called.
    package var title: String { self == .citizenIdentity ? "CĂN CƯỚC CÔNG DÂN" : "CĂN CƯỚC" }

    /// How the card calls the place of field 8, and that of field 9.
    package var placeTitles: (origin: String, residence: String) {
        switch self {
        case .citizenIdentity: ("Quê quán", "Nơi thường trú")
        case .identity: ("Nơi đăng ký khai sinh", "Nơi cư trú")
        }
    }

    /// Months in which such cards were issued, counted from the year 0; 2024's end with the first half of 2026.
    var months: ClosedRange<Int> {
        switch self {
        case .citizenIdentity: (2021 * 12)...(2024 * 12 + 5)
        case .identity: (2024 * 12 + 6)...(2026 * 12 + 5)
        }
    }

    /// Years of birth whose cards run until 2031 at least, so that a demo does not expire by itself.
    var birthYears: [ClosedRange<Int>] {
        let adults = [1950...1960, 1971...1981, 1991...1997, 2007...2008]
        return self == .citizenIdentity ? adults : adults + [2018...2019]
    }

    /// The least age at which somebody gets one with a portrait.
    var leastAge: Int { self == .citizenIdentity ? 14 : 6 }
}
