import CardCrypto
import FoundationEssentials
import Testing

@testable import Registry

/// The one-time code: what a person may do wrong when he types it, and what it says of the registry.
@Suite struct EnrolmentCodeTests {
    private let authority: Certificate
    private let code: EnrolmentCode

    init() throws {
        authority = try StationPKI().authority
        code = try EnrolmentCode.make(authority: authority)
    }

    @Test func isReadAsItIsShown() throws {
        let text = code.text
        #expect(text.split(separator: "-").map(\.count) == Array(repeating: 4, count: 10))
        let read = try #require(EnrolmentCode(text))
        #expect(read.digest == code.digest && read.text == text && read.names(authority))
    }

    @Test func caseSpacesAndTheLettersThatLookLikeDigitsDoNotCount() throws {
        let typed = code.text.lowercased().replacing("-", with: "  ").replacing("0", with: "o").replacing(
            "1", with: "l")
        #expect(try #require(EnrolmentCode(typed + "\n")).digest == code.digest)
    }

    @Test func aWrongOrMissingCharacterIsFoundBeforeAnythingIsSent() {
        let characters = Array(code.text)
        for (index, character) in characters.enumerated() where character != "-" {
            var wrong = characters
            wrong[index] = character == "7" ? "8" : "7"
            #expect(EnrolmentCode(String(wrong)) == nil, "character \(index)")
            wrong.remove(at: index)
            #expect(EnrolmentCode(String(wrong)) == nil, "without character \(index)")
        }
        #expect(EnrolmentCode(code.text + "0") == nil)
        #expect(EnrolmentCode("") == nil && EnrolmentCode(String(repeating: "A", count: 1 << 20)) == nil)
        #expect(EnrolmentCode(code.text.replacing(code.text.prefix(1), with: "U")) == nil)
    }

    @Test func namesOneAuthorityOnly() throws {
        #expect(try !code.names(StationPKI().authority))
    }

    @Test func noTwoAreAlike() throws {
        let digests = try (0..<200).map { _ in try EnrolmentCode.make(authority: authority).digest }
        #expect(Set(digests).count == 200)
    }
}
