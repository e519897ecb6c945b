import SmartCard

extension MRZ {
    /// The zone's lines and its fields.
    var facts: [FileFact] {
        [
            FileFact("format", format.rawValue), FileFact("document code", documentCode),
            FileFact("issuing state", issuingState), FileFact("document number", documentNumber),
            FileFact("family name", optional: primaryIdentifier),
            FileFact("given names", optional: secondaryIdentifier),
            FileFact("names", optional: nameMayBeCut ? "may be cut" : nil), FileFact("nationality", nationality),
            FileFact("date of birth", dateOfBirth), FileFact("sex", sex.rawValue),
            FileFact("date of expiry", dateOfExpiry), FileFact("optional data", optional: optionalData),
            FileFact("wrong check digits", optional: wrongCheckDigits.joined(separator: ", ")),
        ].compactMap(\.self) + lines.map { FileFact("line", $0) }
    }
}

extension HolderName {
    /// Family name, then given names.
    package var text: String { [primary, secondary].filter { !$0.isEmpty }.joined(separator: ", ") }
}

extension PersonalDetails {
    var facts: [FileFact] {
        let names = otherNames.map { FileFact("other name", $0.text) }
        return [FileFact("full name", optional: fullName?.text)].compactMap(\.self) + names
            + [
                FileFact("personal number", optional: personalNumber),
                FileFact("date of birth", optional: dateOfBirth?.text),
                FileFact("place of birth", optional: placeOfBirth?.joined(separator: ", ")),
                FileFact("address", optional: address?.joined(separator: ", ")),
                FileFact("telephone", optional: telephone), FileFact("profession", optional: profession),
                FileFact("title", optional: title), FileFact("summary", optional: summary),
                FileFact("proof of citizenship", optional: proofOfCitizenship.map(FileContent.image)),
                FileFact("other documents", optional: otherDocuments?.joined(separator: ", ")),
                FileFact("custody", optional: custody),
                FileFact("announced but missing", optional: missingTags.map(\.description).joined(separator: " ")),
            ].compactMap(\.self)
    }
}

extension DocumentDetails {
    var facts: [FileFact] {
        let persons = otherPersons.map { FileFact("other person", $0.text) }
        return [
            FileFact("issuing authority", optional: issuingAuthority),
            FileFact("date of issue", optional: dateOfIssue?.text),
        ].compactMap(\.self) + persons
            + [
                FileFact("endorsements", optional: endorsements),
                FileFact("tax or exit requirements", optional: taxOrExitRequirements),
                FileFact("front", optional: front.map(FileContent.image)),
                FileFact("rear", optional: rear.map(FileContent.image)),
                FileFact("personalised", optional: personalisationTime?.text),
                FileFact("personalisation device", optional: personalisationDevice),
                FileFact("announced but missing", optional: missingTags.map(\.description).joined(separator: " ")),
            ].compactMap(\.self)
    }
}

extension PersonsToNotify.Person {
    var facts: [FileFact] {
        [
            FileFact("person to notify", optional: name?.text), FileFact("recorded", optional: recorded?.text),
            FileFact("telephone", optional: telephone),
            FileFact("address", optional: address?.joined(separator: ", ")),
        ].compactMap(\.self)
    }
}

extension NationalData.FieldNumber {
    /// The field's name in plain words; nil where it is not known.
    package var name: String? { Self.names[rawValue] }

    private static let names: [Int: String] = [
        1: "personal number", 2: "full name", 3: "date of birth", 4: "sex", 5: "nationality", 6: "ethnicity",
        7: "religion", 8: "place of origin", 9: "place of residence", 10: "identifying features", 11: "date of issue",
        12: "date of expiry", 13: "parents", 14: "spouse", 15: "old identity number", 16: "chip id",
    ]
}
