import LDS
import Testing
import VirtualCard

@Suite("Synthetic citizens")
struct SyntheticCitizenTests {
    /// Seeds one by one, and a population's members.
    static let citizens = CardGeneration.allCases.flatMap { generation in
        (UInt64(0)..<300).map { SyntheticCitizen(seed: $0, generation: generation) }
            + (0..<3000).map { Population(seed: 9, generation: generation).citizen($0) }
    }

    @Test("a card's parts agree with each other, whoever it is")
    func consistency() throws {
        for citizen in Self.citizens {
            let seed = citizen.seed
            let mrz = try citizen.mrz()
            #expect(mrz.wrongCheckDigits.isEmpty, "seed \(seed)")
            #expect(mrz.lines.map(\.count) == [30, 30, 30])
            let data = citizen.nationalData
            for check in CrossCheck.all(data, mrz) { #expect(check.agrees == true, "seed \(seed): \(check.id)") }
            #expect(try NationalData(parsing: data.serialized()) == data)
            #expect(try MRZ(parsingDataGroup1: mrz.dataGroup1()) == mrz)
            #expect(citizen.personalNumber.utf8.count == 12 && citizen.personalNumber.hasSuffix(citizen.can))
            #expect(citizen.chipID.utf8.count == 16)
            #expect([0, 9].contains(citizen.oldIdentityNumber.utf8.count))

            let qr = citizen.qrText.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            #expect(qr.count == (citizen.generation == .citizenIdentity ? 7 : 11))
            #expect(qr[0] == data.text(.personalNumber) && qr[1] == data.text(.oldIdentityNumber) ?? "")
            #expect(qr[2] == data.text(.fullName) && qr[4] == data.text(.sex))
            #expect(qr[3] == data.text(.dateOfBirth)?.filter { $0 != "/" })
            #expect(qr[5] == data.text(.placeOfResidence))
            #expect(qr[6] == data.text(.dateOfIssue)?.filter { $0 != "/" })
        }
    }

    @Test("the personal number has the real structure, in all 63 provinces")
    func personalNumber() {
        var provinces: [String: String] = [:]
        for citizen in Self.citizens {
            let digits = citizen.personalNumber.compactMap(\.wholeNumberValue)
            #expect(digits[3] == (citizen.dateOfBirth.year < 2000 ? 0 : 2) + (citizen.isMale ? 0 : 1))
            #expect(digits[4] * 10 + digits[5] == citizen.dateOfBirth.year % 100)
            let name = String(citizen.placeOfOrigin.split(separator: ",").last ?? "")
            #expect(provinces.updateValue(name, forKey: String(citizen.personalNumber.prefix(3))) ?? name == name)
        }
        #expect(provinces.count == 63 && Set(provinces.values).count == 63)
        #expect(provinces["001"] == " Hà Nội" && provinces["079"] == " Thành phố Hồ Chí Minh")
    }

    @Test("cards run to a birthday of 14, 25, 40 or 60, two years away at least, or for ever")
    func expiry() {
        for citizen in Self.citizens {
            let birth = citizen.dateOfBirth
            let age = birth.years(until: citizen.dateOfIssue)
            #expect(age >= (citizen.generation == .citizenIdentity ? 14 : 6))
            let issued = (citizen.dateOfIssue.year, citizen.dateOfIssue.month)
            #expect((issued < (2024, 7)) == (citizen.generation == .citizenIdentity))
            guard let expiry = citizen.dateOfExpiry else {
                #expect(age >= 58)
                continue
            }
            #expect([14, 25, 40, 60].contains(expiry.year - birth.year))
            #expect((expiry.month, expiry.day) == (birth.month, birth.day))
            #expect(citizen.dateOfIssue.years(until: expiry) >= 2 && expiry.year >= 2031)
        }
    }

    @Test("whoever a card can have occurs: names too long, names of one word, no old number, no end, both centuries")
    func edges() throws {
        let citizens = Self.citizens
        let cut = try citizens.filter { try $0.mrz().nameMayBeCut && Transliteration.zoneName($0.fullName).count > 29 }
        let single = citizens.filter { !$0.fullName.contains(" ") }
        #expect(cut.count > 20 && single.count > 2)
        #expect(try single.allSatisfy { try $0.mrz().secondaryIdentifier.isEmpty })
        #expect(
            citizens.contains { $0.oldIdentityNumber.isEmpty } && citizens.contains { !$0.oldIdentityNumber.isEmpty })
        #expect(citizens.contains { $0.dateOfExpiry == nil } && citizens.contains { $0.dateOfBirth.year >= 2000 })
        #expect(Set(citizens.map(\.ethnicity)).count == 10)
        // Letters that are in no Latin-1 font.
        for letter in ["Đ", "ư", "ễ", "ŭ", "'"] {
            #expect(citizens.contains { $0.fullName.contains(letter) }, "\(letter)")
        }
        #expect(citizens.contains { $0.generation == .identity && $0.dateOfBirth.years(until: $0.dateOfIssue) < 14 })
    }

    @Test("no two of a population have one number, and each is the same whenever it is asked for")
    func population() {
        let population = Population(seed: 4)
        let all = (0..<20_000).map { population.citizen($0) }
        #expect(Set(all.map(\.personalNumber)).count == all.count)
        #expect(Set(all.map(\.can)).count == all.count)
        let old = all.map(\.oldIdentityNumber).filter { !$0.isEmpty }
        #expect(Set(old).count == old.count)
        #expect(Population(seed: 4).citizen(777).nationalData == all[777].nationalData)
        #expect(Population(seed: 5).citizen(777).nationalData != all[777].nationalData)
    }

    @Test("the same seed gives the same citizen and the same face, another seed another")
    func determinism() throws {
        let (one, again, other) = (SyntheticCitizen(seed: 1), SyntheticCitizen(seed: 1), SyntheticCitizen(seed: 2))
        #expect(one.nationalData == again.nationalData)
        #expect(try one.faceImage() == again.faceImage())
        #expect(try one.faceImage() != other.faceImage())
        #expect(try (10_000...20_000).contains(one.faceImage().bytes.count))
    }
}
