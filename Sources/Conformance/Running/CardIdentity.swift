import CardCrypto
import LDS
import SmartCard

/// By what a run knows the card again on which it began, without a word of whose card it is.
///
/// The family is ATR and EF.CardAccess, hashed: the same for a whole production. The card is EF.SOD, hashed behind random
/// bytes that each run draws anew: two files of one card do not show that they are, and only who holds the card can tell
/// that a file is about it.
package struct CardIdentity: Sendable, Hashable, Codable {
    package let salt: String
    package let family: String
    /// nil where EF.SOD could not be read.
    package let card: String?

    /// - Parameters:
    ///   - chip: what was learned of the card.
    ///   - answerToReset: the card's, as the reader gave it.
    ///   - salt: of an earlier run; nil draws one.
    package init(_ chip: ChipProfile, answerToReset: [UInt8], salt: String? = nil) throws {
        let bytes = try salt.flatMap { Hex.bytes($0) } ?? randomBytes(16)
        self.salt = Hex.string(bytes)
        family = Hex.string(try Digest.sha256.hash(answerToReset + chip.cardAccessBytes))
        card = try chip.file(.sod).map { Hex.string(try Digest.sha256.hash(bytes + $0)) }
    }

    /// Why a run that began on another card cannot go on with this one; nil where it can.
    package func difference(from other: CardIdentity) -> String? {
        if family != other.family { return "another kind of card lies on the reader" }
        return card != other.card ? "another card of the same kind lies on the reader, or its EF.SOD changed" : nil
    }
}
