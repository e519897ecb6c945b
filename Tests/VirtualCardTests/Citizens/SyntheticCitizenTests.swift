import LDS
import Testing
import VirtualCard

@Suite("Synthetic citizens")
struct SyntheticCitizenTests {
    static let seeds = (UInt64(0)..<300).map { $0 }

    @Test("a card's parts agree with each other, whatever the seed")
    func consistency() throws {
        for seed in Self.seeds {
            let citizen = SyntheticCitizen(seed: seed)
            let mrz = try citizen.mrz()
            #expect(mrz.wrongCheckDigits.isEmpty, "seed \(seed)")
            #expect(mrz.lines.map(\.count) == [30, 30, 30])
            for check in CrossCheck.all(citizen.nationalData, mrz) {
                #expect(check.agrees == true, "seed \(seed): \(check.id)")
            }
            #expect(try NationalData(parsing: citizen.nationalData.serialized()) == citizen.nationalData)
            #expect(citizen.personalNumber.utf8.count == 12 && citizen.personalNumber.hasSuffix(citizen.can))
            #expect(citizen.chipID.utf8.count == 16)
            #expect(citizen.oldIdentityNumber.utf8.count == 9)
            #expect(citizen.qrText.split(separator: "|", omittingEmptySubsequences: false).count == 7)
        }
    }

    @Test("the personal number has the real structure")
    func personalNumber() {
        for citizen in Self.seeds.map({ SyntheticCitizen(seed: $0) }) {
            let digits = citizen.personalNumber.compactMap(\.wholeNumberValue)
            #expect(digits[3] == (citizen.dateOfBirth.year < 2000 ? 0 : 2) + (citizen.isMale ? 0 : 1))
            #expect(digits[4] * 10 + digits[5] == citizen.dateOfBirth.year % 100)
        }
    }

    @Test("cards run to a birthday of 14, 25, 40 or 60, two years away at least, or for ever")
    func expiry() {
        for citizen in Self.seeds.map({ SyntheticCitizen(seed: $0) }) {
            let birth = citizen.dateOfBirth
            guard let expiry = citizen.dateOfExpiry else {
                #expect(birth.years(until: citizen.dateOfIssue) >= 58)
                continue
            }
            #expect([14, 25, 40, 60].contains(expiry.year - birth.year))
            #expect((expiry.month, expiry.day) == (birth.month, birth.day))
            #expect(citizen.dateOfIssue.years(until: expiry) >= 2)
        }
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
