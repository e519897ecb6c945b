import LDS

/// What is printed on the card, made from what its chip says.
extension CardImage {
    /// The QR code's text: seven fields on cards of 2021, four empty ones more on those of 2024, which have no features.
    /// nil where the chip has no readable EF.DG13.
    package var qrText: String? {
        guard let bytes = files.first(where: { $0.file == .dg13 })?.bytes,
            let national = try? NationalData(parsing: bytes)
        else { return nil }
        func packed(_ field: NationalData.FieldNumber) -> String {
            national.text(field).flatMap { CalendarDate(slashed: $0) }?.packed ?? ""
        }
        let fields = [
            national.text(.personalNumber) ?? "", national.text(.oldIdentityNumber) ?? "",
            national.text(.fullName) ?? "",
            packed(.dateOfBirth), national.text(.sex) ?? "", national.text(.placeOfResidence) ?? "",
            packed(.dateOfIssue),
        ]
        let isOf2024 = national.text(.identifyingFeatures) == nil
        return (fields + (isOf2024 ? ["", "", "", ""] : [])).joined(separator: "|")
    }

    /// The machine readable zone in its lines; nil where the chip has no readable EF.DG1.
    package var zoneLines: [String]? {
        files.first { $0.file == .dg1 }.flatMap { try? MRZ(parsingDataGroup1: $0.bytes) }?.lines
    }
}
