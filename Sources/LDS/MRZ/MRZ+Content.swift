extension MRZ {
    /// What a zone says, before layout.
    package struct Content: Sendable {
        package var format: Format
        package var documentCode: String
        package var issuingState: String
        /// At most 9 characters in TD3; in TD1 and TD2 a longer one goes on in the optional data.
        package var documentNumber: String
        /// Optional data: at most 15 characters in TD1 (line 1), 7 in TD2, 14 in TD3; less after a long number.
        package var optionalData: String
        /// Optional data of TD1's line 2, at most 11 characters.
        package var secondOptionalData: String
        package var dateOfBirth: String
        package var sex: Sex
        package var dateOfExpiry: String
        package var nationality: String
        package var primaryIdentifier: String
        package var secondaryIdentifier: String

        package init(
            format: Format = .td1, documentCode: String, issuingState: String, documentNumber: String,
            optionalData: String, secondOptionalData: String = "", dateOfBirth: String, sex: Sex, dateOfExpiry: String,
            nationality: String, primaryIdentifier: String, secondaryIdentifier: String
        ) {
            self.format = format
            self.documentCode = documentCode
            self.issuingState = issuingState
            self.documentNumber = documentNumber
            self.optionalData = optionalData
            self.secondOptionalData = secondOptionalData
            self.dateOfBirth = dateOfBirth
            self.sex = sex
            self.dateOfExpiry = dateOfExpiry
            self.nationality = nationality
            self.primaryIdentifier = primaryIdentifier
            self.secondaryIdentifier = secondaryIdentifier
        }
    }

    /// The content of a TD1 zone.
    package typealias TD1Content = Content
}

extension MRZ.Content: Redacted {
    package var description: String { "\(format.rawValue) content" }
}
