extension MRZ {
    /// What a TD1 zone says, before layout.
    package struct TD1Content: Sendable {
        package var documentCode: String
        package var issuingState: String
        /// At most 9 characters.
        package var documentNumber: String
        /// Optional data of line 1, at most 15 characters.
        package var optionalData: String
        package var dateOfBirth: String
        package var sex: Sex
        package var dateOfExpiry: String
        package var nationality: String
        package var primaryIdentifier: String
        package var secondaryIdentifier: String

        package init(
            documentCode: String, issuingState: String, documentNumber: String, optionalData: String,
            dateOfBirth: String, sex: Sex, dateOfExpiry: String, nationality: String,
            primaryIdentifier: String, secondaryIdentifier: String
        ) {
            self.documentCode = documentCode
            self.issuingState = issuingState
            self.documentNumber = documentNumber
            self.optionalData = optionalData
            self.dateOfBirth = dateOfBirth
            self.sex = sex
            self.dateOfExpiry = dateOfExpiry
            self.nationality = nationality
            self.primaryIdentifier = primaryIdentifier
            self.secondaryIdentifier = secondaryIdentifier
        }
    }

    /// Lays a TD1 zone out with its check digits (Doc 9303-5 §4.2). Names that are too long are cut, anything else
    /// that is too long is refused.
    package init(td1 content: TD1Content) throws(LDSError) {
        func cut(_ text: String, _ length: Int) -> String {
            let filled = text.uppercased().replacing(" ", with: "<") + String(repeating: "<", count: length)
            return String(filled.prefix(length))
        }
        func field(_ text: String, _ length: Int) throws(LDSError) -> String {
            guard text.utf8.count <= length else {
                throw LDSError(.notRepresentable, in: "MRZ", "a text is too long for its field of \(length) characters")
            }
            return cut(text, length)
        }
        func checked(_ text: String) throws(LDSError) -> String {
            guard let digit = CheckDigit.of(text) else {
                throw LDSError(.notRepresentable, in: "MRZ", "a field holds a character that a zone cannot carry")
            }
            return text + String(digit)
        }
        let number = try checked(try field(content.documentNumber, 9))
        let optional = try field(content.optionalData, 15)
        let birth = try checked(try field(content.dateOfBirth, 6))
        let expiry = try checked(try field(content.dateOfExpiry, 6))
        let secondOptional = String(repeating: "<", count: 11)
        let composite = try checked(number + optional + birth + expiry + secondOptional).suffix(1)
        let first = try field(content.documentCode, 2) + field(content.issuingState, 3) + number + optional
        let second =
            try birth + content.sex.rawValue + expiry + field(content.nationality, 3) + secondOptional + composite
        let third = cut(content.primaryIdentifier + "<<" + content.secondaryIdentifier, 30)
        try self.init(parsing: first + second + third)
    }

    /// The zone's lines as printed.
    package var lines: [String] {
        let octets = Array(text.utf8)
        return stride(from: 0, to: octets.count, by: format.lineLength).map {
            String(decoding: octets[$0..<min($0 + format.lineLength, octets.count)], as: UTF8.self)
        }
    }
}

extension MRZ.TD1Content: CustomStringConvertible, CustomReflectable {
    package var description: String { "TD1 content" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
