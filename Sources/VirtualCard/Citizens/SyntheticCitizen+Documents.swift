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

    /// EF.DG13 in the national layout. Cards of 2024 have no identifying features.
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
            generation == .citizenIdentity
                ? .utf8(.identifyingFeatures, "Nốt ruồi c.2cm sau đuôi mắt trái") : .empty(.identifyingFeatures),
            .printable(.dateOfIssue, dateOfIssue.slashed),
            .utf8(.dateOfExpiry, dateOfExpiry?.slashed ?? "Không thời hạn"),
            .nested(.parents, [father, mother]),
            .empty(.spouse),
            oldIdentityNumber.isEmpty
                ? .empty(.oldIdentityNumber) : .printable(.oldIdentityNumber, oldIdentityNumber),
            .printable(.chipID, chipID),
        ])
    }

    /// The text of the QR code: seven fields on the front of 2021's cards, four empty ones more on the back of 2024's.
    package var qrText: String {
        let fields = [
            personalNumber, oldIdentityNumber, fullName, dateOfBirth.packed, isMale ? "Nam" : "Nữ", placeOfResidence,
            dateOfIssue.packed,
        ]
        return (fields + (generation == .identity ? ["", "", "", ""] : [])).joined(separator: "|")
    }
}
