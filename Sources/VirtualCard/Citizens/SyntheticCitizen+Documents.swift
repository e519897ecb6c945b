package import LDS

extension SyntheticCitizen {
    /// The zone that the card prints and EF.DG1 holds.
    package func mrz() throws -> MRZ {
        let names = Transliteration.zoneName(fullName).split(separator: " ", maxSplits: 1).map(String.init)
        let optional = personalNumber + "<<"
        return try MRZ(
            td1: MRZ.TD1Content(
                documentCode: "ID", issuingState: "VNM", documentNumber: String(personalNumber.suffix(9)),
                optionalData: optional + (CheckDigit.of(optional).map(String.init) ?? "<"),
                dateOfBirth: dateOfBirth.zone, sex: isMale ? .male : .female,
                dateOfExpiry: dateOfExpiry?.zone ?? "991231", nationality: "VNM",
                primaryIdentifier: names.first ?? "", secondaryIdentifier: names.count > 1 ? names[1] : ""))
    }

    /// EF.DG13 in the national layout.
    package var nationalData: NationalData {
        NationalData(fields: [
            .printable(.personalNumber, personalNumber),
            .utf8(.fullName, fullName),
            .printable(.dateOfBirth, dateOfBirth.slashed),
            .utf8(.sex, isMale ? "Nam" : "Nữ"),
            .utf8(.nationality, "Việt Nam"),
            .utf8(.ethnicity, ethnicity),
            .utf8(.religion, religion),
            .utf8(.placeOfOrigin, placeOfOrigin),
            .utf8(.placeOfResidence, placeOfResidence),
            .utf8(.identifyingFeatures, "Nốt ruồi c.2cm sau đuôi mắt trái"),
            .printable(.dateOfIssue, dateOfIssue.slashed),
            .utf8(.dateOfExpiry, dateOfExpiry?.slashed ?? "Không thời hạn"),
            .nested(.parents, [father, mother]),
            .empty(.spouse),
            .printable(.oldIdentityNumber, oldIdentityNumber),
            .printable(.chipID, chipID),
        ])
    }

    /// The text of the QR code on the card's front: seven fields.
    package var qrText: String {
        [
            personalNumber, oldIdentityNumber, fullName, dateOfBirth.packed, isMale ? "Nam" : "Nữ", placeOfResidence,
            dateOfIssue.packed,
        ].joined(separator: "|")
    }
}
