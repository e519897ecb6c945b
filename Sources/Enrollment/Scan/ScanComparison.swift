package import LDS

/// What was scanned against what the chip says, field by field.
///
/// Print and chip come from one file of the authority, so a difference means another person's card, a card that was
/// tampered with, or an authority's error; the officer sees both sides and decides.
package struct ScanComparison: Sendable, Hashable {
    /// A field that differs. Both sides are a person's data: for the screen, never for a log.
    package struct Difference: Sendable, Hashable {
        /// Stable name: `personal-number`, `name`, `date-of-birth`, …
        package let field: String
        package let scanned: String
        package let chip: String
    }

    /// Fields that both sides tell, in the order of the code.
    package let compared: [String]
    package let differences: [Difference]

    /// - Parameters:
    ///   - zone: EF.DG1.
    ///   - national: EF.DG13, where the chip has it.
    package init(_ scan: ScannedText, _ zone: MRZ, _ national: NationalData?) {
        let rows =
            switch scan {
            case .qrCode(let code): Self.rows(code, zone, national)
            case .mrz(let scanned): Self.rows(scanned, zone)
            case .can(let can): [Row("can", can, Self.number(zone, national).map { String($0.suffix(6)) })]
            case .number(let number): [Row("personal-number", number, Self.number(zone, national))]
            }
        let told = rows.filter { !$0.scanned.isEmpty && $0.chip?.isEmpty == false }
        compared = told.map(\.field)
        differences = told.compactMap { row in
            guard let chip = row.chip, !row.isSame(row.scanned, chip) else { return nil }
            return Difference(field: row.field, scanned: row.scanned, chip: chip)
        }
    }

    private struct Row {
        let field: String
        let scanned: String
        let chip: String?
        var isSame: (String, String) -> Bool = { $0 == $1 }

        init(
            _ field: String, _ scanned: String, _ chip: String?,
            isSame: @escaping (String, String) -> Bool = { $0 == $1 }
        ) {
            (self.field, self.scanned, self.chip, self.isSame) = (field, scanned, chip, isSame)
        }
    }

    private static func rows(_ code: CardQRCode, _ zone: MRZ, _ national: NationalData?) -> [Row] {
        let zoneName = [zone.primaryIdentifier, zone.secondaryIdentifier].filter { !$0.isEmpty }.joined(separator: " ")
        let name = national?.text(.fullName)
        return [
            Row("personal-number", code.personalNumber, number(zone, national)),
            Row("old-identity-number", code.oldIdentityNumber ?? "", national?.text(.oldIdentityNumber)),
            name.map { Row("name", code.fullName, $0, isSame: VietnameseText.areSame) }
                ?? Row("name", code.fullName, zoneName) { Transliteration.zoneName($0).hasPrefix($1) },
            national?.text(.dateOfBirth).map { Row("date-of-birth", code.dateOfBirth.slashed, $0) }
                ?? Row("date-of-birth", code.dateOfBirth.zone, zone.dateOfBirth),
            national?.text(.sex).map { Row("sex", code.sex, $0, isSame: VietnameseText.areSame) }
                ?? Row("sex", zoneSex(code.sex), zone.sex.rawValue),
            Row(
                "place-of-residence", code.placeOfResidence, national?.text(.placeOfResidence),
                isSame: VietnameseText.areSame),
            Row("date-of-issue", code.dateOfIssue?.slashed ?? "", national?.text(.dateOfIssue)),
        ]
    }

    private static func rows(_ scanned: MRZ, _ zone: MRZ) -> [Row] {
        [
            Row("document-number", scanned.documentNumber, zone.documentNumber),
            Row("personal-number", scanned.optionalData, zone.optionalData),
            Row("name", Self.name(scanned), Self.name(zone)),
            Row("date-of-birth", scanned.dateOfBirth, zone.dateOfBirth),
            Row("sex", scanned.sex.rawValue, zone.sex.rawValue),
            Row("date-of-expiry", scanned.dateOfExpiry, zone.dateOfExpiry),
        ]
    }

    private static func name(_ zone: MRZ) -> String { zone.primaryIdentifier + "<<" + zone.secondaryIdentifier }

    private static func zoneSex(_ text: String) -> String {
        if VietnameseText.areSame(text, "Nam") { return MRZ.Sex.male.rawValue }
        return VietnameseText.areSame(text, "Nữ") ? MRZ.Sex.female.rawValue : text
    }

    private static func number(_ zone: MRZ, _ national: NationalData?) -> String? {
        if let number = national?.text(.personalNumber) { return number }
        let number = zone.optionalData.prefix(12)
        return number.utf8.count == 12 ? String(number) : nil
    }
}

extension ScanComparison: Redacted {
    package var description: String { "\(differences.count) of \(compared.count) fields differ" }
}

extension ScanComparison.Difference: Redacted {
    package var description: String { "difference of \(field)" }
}
