package import LDS

extension SyntheticCitizen {
    /// The zone of the same person's passport (Doc 9303-4), valid ten years from the card's issue.
    package func passportMRZ() throws -> MRZ {
        let names = Transliteration.zoneName(fullName).split(separator: " ", maxSplits: 1).map(String.init)
        let expiry = CalendarDate(dateOfIssue.year + 10, dateOfIssue.month, dateOfIssue.day)
        return try MRZ(
            building: MRZ.Content(
                format: .td3, documentCode: "P", issuingState: "VNM", documentNumber: "C" + personalNumber.suffix(7),
                optionalData: personalNumber, dateOfBirth: dateOfBirth.zone, sex: isMale ? .male : .female,
                dateOfExpiry: expiry.zone, nationality: "VNM", primaryIdentifier: names.first ?? "",
                secondaryIdentifier: names.count > 1 ? names[1] : ""))
    }
}
