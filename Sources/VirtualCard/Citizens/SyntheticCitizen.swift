package import LDS

/// A citizen who does not exist, made from a seed, with data of the real card's structure. Same seed, same citizen.
package struct SyntheticCitizen: Sendable {
    package let seed: UInt64
    package let generation: CardGeneration
    package private(set) var personalNumber: String
    package let fullName: String
    package let isMale: Bool
    package private(set) var dateOfBirth: CalendarDate
    package private(set) var dateOfIssue: CalendarDate
    /// nil: the card never expires.
    package private(set) var dateOfExpiry: CalendarDate?
    package let ethnicity: String
    package let religion: String
    package let placeOfOrigin: String
    package let placeOfResidence: String
    package let father: String
    package let mother: String
    /// Nine digits; empty for those who never had another card.
    package let oldIdentityNumber: String
    package let chipID: String

    package init(seed: UInt64, generation: CardGeneration = .citizenIdentity) {
        var random = SplitMix64(seed: seed)
        let serials = Population.Serials(
            personal: random.next() % 1_000_000, old: 100_000_000 + random.next() % 900_000_000)
        self.init(seed: seed, generation, serials, &random)
    }

    /// A citizen whose numbers' free digits are given: a population keeps them apart.
    init(seed: UInt64, _ generation: CardGeneration, _ serials: Population.Serials, _ random: inout SplitMix64) {
        self.seed = seed
        self.generation = generation
        isMale = random.next().isMultiple(of: 2)
        let birthYear = Int.random(in: random.pick(generation.birthYears), using: &random)
        dateOfBirth = CalendarDate(birthYear, 1 + Int(random.next() % 12), 1 + Int(random.next() % 28))
        let firstMonth = max(generation.months.lowerBound, (birthYear + generation.leastAge + 1) * 12)
        let month = Int.random(in: firstMonth...generation.months.upperBound, using: &random)
        dateOfIssue = CalendarDate(month / 12, month % 12 + 1, 1 + Int(random.next() % 28))
        dateOfExpiry = Self.expiry(birth: dateOfBirth, issue: dateOfIssue)

        let people = PersonName.group(&random)
        ethnicity = people.ethnicity
        let family = random.pick(people.families)
        switch random.next() % 64 {
        case 0: fullName = random.pick(isMale ? PersonName.long.male : PersonName.long.female)
        case 1 where ethnicity != "Kinh": fullName = random.pick(PersonName.single)
        default: fullName = people.name(family, isMale: isMale, &random)
        }
        // Where a “family” is a word for the sex, father and mother have their own.
        father = people.name(ethnicity == "Ê Đê" ? "Y" : family, isMale: true, &random)
        mother = people.name(ethnicity == "Ê Đê" ? "H'" : nil, isMale: false, &random)

        let province = random.pick(Province.all)
        // Century and sex: 0 and 1 for the 1900s, 2 and 3 for the 2000s.
        let centuryAndSex = (birthYear < 2000 ? 0 : 2) + (isMale ? 0 : 1)
        personalNumber =
            province.code + String(centuryAndSex) + dateOfBirth.zone.prefix(2) + Self.digits(serials.personal, 6)
        // The nine-digit cards ended in 2016: who was not 14 by then has no old number, nor has everybody who was.
        let hadOldCard = birthYear <= 2001 && !random.next().isMultiple(of: 10)
        oldIdentityNumber = hadOldCard ? Self.digits(serials.old, 9) : ""
        let chip = String(random.next(), radix: 16, uppercase: true)
        chipID = String(repeating: "0", count: 16 - chip.count) + chip
        religion = random.pick(["Không", "Không", "Không", "Phật giáo", "Công giáo", "Cao Đài", "Tin Lành"])
        placeOfOrigin = Province.commune(&random) + ", " + province.name
        let home = random.next().isMultiple(of: 4) ? random.pick(Province.all) : province
        placeOfResidence = "Số \(1 + random.next() % 200), " + Province.commune(&random) + ", " + home.name
    }

    /// The last six digits of the personal number: cards print no other CAN.
    package var can: String { String(personalNumber.suffix(6)) }

    private static func digits(_ number: UInt64, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }

    /// The same citizen born on another day, with the first card of the generation that he could have: number, day of issue
    /// and expiry follow. A child's, or one that has expired.
    package func born(on day: CalendarDate) -> SyntheticCitizen {
        var other = self
        other.dateOfBirth = day
        let century = (day.year / 100 - 19) * 2 + (isMale ? 0 : 1)
        other.personalNumber =
            personalNumber.prefix(3) + String(max(0, min(9, century))) + day.zone.prefix(2) + personalNumber.suffix(6)
        let first = generation.months.lowerBound
        let earliest = CalendarDate(first / 12, first % 12 + 1, 15)
        other.dateOfIssue = max(earliest, CalendarDate(day.year + generation.leastAge, day.month, min(day.day, 28)))
        other.dateOfExpiry = Self.expiry(birth: day, issue: other.dateOfIssue)
        return other
    }

    /// Cards run to the holder's next birthday of 14, 25, 40 or 60, skipping one that is less than two years away,
    /// and for ever after 60.
    static func expiry(birth: CalendarDate, issue: CalendarDate) -> CalendarDate? {
        [14, 25, 40, 60].map { CalendarDate(birth.year + $0, birth.month, birth.day) }
            .first { $0 >= CalendarDate(issue.year + 2, issue.month, issue.day) }
    }
}
