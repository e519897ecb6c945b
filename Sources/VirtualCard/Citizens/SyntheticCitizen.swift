package import LDS

/// A citizen who does not exist, made from a seed, with data of the real card's structure. Same seed, same citizen.
package struct SyntheticCitizen: Sendable {
    package let seed: UInt64
    package let personalNumber: String
    package let fullName: String
    package let isMale: Bool
    package let dateOfBirth: CalendarDate
    package let dateOfIssue: CalendarDate
    /// nil: the card never expires.
    package let dateOfExpiry: CalendarDate?
    package let ethnicity: String
    package let religion: String
    package let placeOfOrigin: String
    package let placeOfResidence: String
    package let father: String
    package let mother: String
    package let oldIdentityNumber: String
    package let chipID: String

    package init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        self.seed = seed
        isMale = random.next().isMultiple(of: 2)
        // Ages whose cards run until 2031 at least, so that a demo does not expire by itself.
        let generation = random.pick([1950...1960, 1971...1981, 1991...1997, 2007...2009])
        let birthYear = Int.random(in: generation, using: &random)
        dateOfBirth = CalendarDate(birthYear, 1 + Int(random.next() % 12), 1 + Int(random.next() % 28))
        dateOfIssue = CalendarDate(2023, 1 + Int(random.next() % 12), 1 + Int(random.next() % 28))
        dateOfExpiry = Self.expiry(birth: dateOfBirth, issue: dateOfIssue)

        let family = random.pick(Self.familyNames)
        fullName = Self.name(family, isMale: isMale, &random)
        father = Self.name(family, isMale: true, &random)
        mother = Self.name(random.pick(Self.familyNames), isMale: false, &random)

        let province = random.pick(Self.provinces)
        // Century and sex: 0 and 1 for the 1900s, 2 and 3 for the 2000s.
        let centuryAndSex = (birthYear < 2000 ? 0 : 2) + (isMale ? 0 : 1)
        let serial = String(String(1_000_000 + random.next() % 1_000_000).suffix(6))
        personalNumber = province.code + String(centuryAndSex) + dateOfBirth.zone.prefix(2) + serial
        oldIdentityNumber = String(String(1_000_000_000 + random.next() % 1_000_000_000).suffix(9))
        chipID = String(
            (String(repeating: "0", count: 16) + String(random.next(), radix: 16, uppercase: true)).suffix(16))
        ethnicity = random.pick(["Kinh", "Kinh", "Kinh", "Tày", "Thái", "Mường"])
        religion = random.pick(["Không", "Không", "Phật giáo", "Thiên chúa giáo"])
        placeOfOrigin = random.pick(Self.communes) + ", " + province.name
        placeOfResidence = "Số \(1 + random.next() % 200), " + random.pick(Self.communes) + ", " + province.name
    }

    /// The last six digits of the personal number: cards print no other CAN.
    package var can: String { String(personalNumber.suffix(6)) }

    /// Cards run to the holder's next birthday of 14, 25, 40 or 60, skipping one that is less than two years away,
    /// and for ever after 60.
    static func expiry(birth: CalendarDate, issue: CalendarDate) -> CalendarDate? {
        [14, 25, 40, 60].map { CalendarDate(birth.year + $0, birth.month, birth.day) }
            .first { $0 >= CalendarDate(issue.year + 2, issue.month, issue.day) }
    }
}

extension SyntheticCitizen {
    private static let familyNames = [
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    ]
    private static let maleNames = [
        "Văn Hùng", "Đức Anh", "Minh Tuấn", "Quang Huy", "Hữu Phước", "Thành Đạt", "Ngọc Sơn", "Việt Dũng",
    ]
    private static let femaleNames = [
        "Thị Hương", "Thị Ánh Nguyệt", "Ngọc Lan", "Thu Thủy", "Bích Phượng", "Thị Mỹ Hạnh", "Kim Oanh", "Thùy Dương",
    ]
    /// Codes of Circular 07/2016.
    private static let provinces: [(code: String, name: String)] = [
        ("001", "Hà Nội"), ("024", "Bắc Giang"), ("031", "Hải Phòng"), ("038", "Thanh Hóa"),
        ("046", "Thừa Thiên Huế"), ("048", "Đà Nẵng"), ("056", "Khánh Hòa"), ("079", "Thành phố Hồ Chí Minh"),
        ("092", "Cần Thơ"),
    ]
    /// Made-up communes.
    private static let communes = [
        "Xã Tân Mẫu, Huyện Thử Nghiệm", "Phường Ví Dụ, Quận Giả Định", "Xã Hòa Thử, Huyện Mô Phỏng",
        "Thị trấn Mẫu Đơn, Huyện Thí Dụ",
    ]

    private static func name(_ family: String, isMale: Bool, _ random: inout SplitMix64) -> String {
        family + " " + random.pick(isMale ? maleNames : femaleNames)
    }
}
