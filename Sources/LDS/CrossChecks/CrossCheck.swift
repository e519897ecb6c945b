/// One comparison between two places that both tell the same fact about the holder.
package struct CrossCheck: Sendable, Hashable {
    /// Stable name for reports, `personal-number`.
    package let id: String
    /// nil where one side does not tell.
    package let agrees: Bool?
    /// What was compared, in plain words without the values.
    package let detail: String
}

extension CrossCheck {
    /// EF.DG13 against the MRZ of EF.DG1. Both are signed, so a difference is the issuer's error or a mixed document.
    package static func all(_ national: NationalData, _ mrz: MRZ) -> [CrossCheck] {
        let number = national.text(.personalNumber)
        return [
            check("personal-number", "personal number of DG13 and optional data of the MRZ", number) {
                mrz.optionalData.prefix(12) == $0
            },
            check("document-number", "last nine digits of the personal number and document number", number) {
                $0.suffix(9) == mrz.documentNumber
            },
            check("date-of-birth", "dates of birth", national.text(.dateOfBirth)) {
                CalendarDate(slashed: $0)?.zone == mrz.dateOfBirth
            },
            check("sex", "sex", national.text(.sex)) { text in
                (text == "Nam" && mrz.sex == .male) || (text == "Nữ" && mrz.sex == .female)
            },
            check("date-of-expiry", "dates of expiry", national.text(.dateOfExpiry)) {
                CalendarDate(slashed: $0)?.zone == mrz.dateOfExpiry || (isInWords($0) && mrz.dateOfExpiry == "991231")
            },
            check("name", "name without diacritics and name in the MRZ", national.text(.fullName)) {
                let zone = [mrz.primaryIdentifier, mrz.secondaryIdentifier].filter { !$0.isEmpty }.joined(
                    separator: " ")
                let name = Transliteration.zoneName($0)
                return name == zone || (mrz.nameMayBeCut && isCut(name, to: zone))
            },
        ]
    }

    private static func check(
        _ id: String, _ detail: String, _ value: String?, _ agrees: (String) -> Bool
    ) -> CrossCheck {
        CrossCheck(id: id, agrees: value.map(agrees), detail: detail)
    }

    /// Whether each part of the zone's name begins the same part of the whole name (Doc 9303-5 §4.2.3: parts may be cut
    /// to their front, and parts at the end left out).
    private static func isCut(_ name: String, to zone: String) -> Bool {
        let (whole, cut) = (name.split(separator: " "), zone.split(separator: " "))
        return !cut.isEmpty && cut.count <= whole.count && zip(whole, cut).allSatisfy { $0.hasPrefix($1) }
    }

    /// A card that never expires says so in words, "Không thời hạn", where others have a date.
    private static func isInWords(_ text: String) -> Bool { !text.contains(where: \.isNumber) }
}
