/// The machine readable zone as EF.DG1 holds it: TD1, TD2 or TD3 (Doc 9303-5, -6, -4).
///
/// Printing it shows the format only, never the content.
package struct MRZ: Sendable, Hashable {
    /// Size and layout of the zone.
    package enum Format: String, Sendable, Hashable, CaseIterable {
        case td1 = "TD1"
        case td2 = "TD2"
        case td3 = "TD3"

        package var lineLength: Int { self == .td1 ? 30 : self == .td2 ? 36 : 44 }
        package var lineCount: Int { self == .td1 ? 3 : 2 }
    }

    package enum Sex: String, Sendable, Hashable {
        case male = "M"
        case female = "F"
        case unspecified = "<"
    }

    package let format: Format
    /// The zone's characters, lines joined without a break.
    package let text: String
    /// `I`, `ID`, `P`, …
    package let documentCode: String
    package let issuingState: String
    package let documentNumber: String
    /// TD1: optional data of both lines joined by nothing else than their order; fillers at the end dropped.
    package let optionalData: String
    /// YYMMDD as printed; unknown parts are `<`.
    package let dateOfBirth: String
    package let sex: Sex
    /// YYMMDD as printed.
    package let dateOfExpiry: String
    package let nationality: String
    /// Primary identifier: family name in the MRZ's alphabet.
    package let primaryIdentifier: String
    /// Secondary identifier: given names.
    package let secondaryIdentifier: String
    /// Whether the name reaches the last two positions of its field, so that more of it may have been cut off.
    package let nameMayBeCut: Bool
    /// Fields whose check digit is wrong. A genuine card has none; the signature decides, not this list.
    package let wrongCheckDigits: [String]

    /// The number with its check digit, birth and expiry with theirs: what BAC and PACE hash (Doc 9303-11 §9.7.2).
    package let accessKeyInformation: String
}

extension MRZ: CustomStringConvertible, CustomReflectable {
    package var description: String { "MRZ \(format.rawValue)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
