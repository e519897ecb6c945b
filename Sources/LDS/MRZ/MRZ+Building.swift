extension MRZ {
    /// Lays a TD1 zone out.
    package init(td1 content: Content) throws(LDSError) {
        var content = content
        content.format = .td1
        try self.init(building: content)
    }

    /// Lays a zone out with its check digits (Doc 9303-4, -5, -6, §4.2). Names that are too long are cut, anything else
    /// that is too long is refused.
    package init(building content: Content) throws(LDSError) {
        let (number, optional) = try Self.numberAndOptionalData(content)
        let birth = try Self.checked(try Self.field(content.dateOfBirth, 6))
        let expiry = try Self.checked(try Self.field(content.dateOfExpiry, 6))
        let head = try Self.field(content.documentCode, 2) + Self.field(content.issuingState, 3)
        let nationality = try Self.field(content.nationality, 3)
        let sex = content.sex.rawValue
        switch content.format {
        case .td1:
            let second = try Self.field(content.secondOptionalData, 11)
            let composite = try Self.digit(number + optional + birth + expiry + second)
            let names = NameField(content, length: 30).text
            try self.init(
                parsing: head + number + optional + birth + sex + expiry + nationality + second + composite + names)
        case .td2, .td3:
            guard content.secondOptionalData.isEmpty else {
                throw LDSError(.notRepresentable, in: "MRZ", "only TD1 has optional data in two lines")
            }
            let composite = try Self.digit(number + birth + expiry + optional)
            let names = NameField(content, length: content.format.lineLength - 5).text
            try self.init(
                parsing: head + names + number + nationality + birth + sex + expiry + optional + composite)
        }
    }

    /// The field of the document number with its check digit, and that of the optional data with what it takes over.
    private static func numberAndOptionalData(_ content: Content) throws(LDSError) -> (String, String) {
        let number = content.documentNumber
        switch content.format {
        case .td3:
            let optional = try field(content.optionalData, 14)
            // Without data the digit may be a filler or zero (Doc 9303-4 §4.2.2.2).
            let digit = content.optionalData.isEmpty ? "<" : try digit(optional)
            return (try checked(try field(number, 9)), optional + digit)
        case .td1, .td2:
            let length = content.format == .td1 ? 15 : 7
            guard number.utf8.count > 9 else {
                return (try checked(try field(number, 9)), try field(content.optionalData, length))
            }
            // Doc 9303-5 §4.2.2 note j: a filler for the digit, the rest and its digit at the front of the optional data.
            let rest = try digit(number)
            let taken = String(number.dropFirst(9)) + rest + "<"
            return (String(number.prefix(9)) + "<", try field(taken + content.optionalData, length))
        }
    }

    private static func field(_ text: String, _ length: Int) throws(LDSError) -> String {
        guard text.utf8.count <= length else {
            throw LDSError(.notRepresentable, in: "MRZ", "a text is too long for its field of \(length) characters")
        }
        return (text.uppercased().replacing(" ", with: "<")).filled(to: length)
    }

    private static func digit(_ text: String) throws(LDSError) -> String {
        guard let digit = CheckDigit.of(text) else {
            throw LDSError(.notRepresentable, in: "MRZ", "a field holds a character that a zone cannot carry")
        }
        return String(digit)
    }

    private static func checked(_ text: String) throws(LDSError) -> String { text + (try digit(text)) }

    /// The zone's lines as printed.
    package var lines: [String] {
        let octets = Array(text.utf8)
        return stride(from: 0, to: octets.count, by: format.lineLength).map {
            String(decoding: octets[$0..<min($0 + format.lineLength, octets.count)], as: UTF8.self)
        }
    }
}

extension String {
    /// With fillers at the end, to a length; never cut.
    func filled(to length: Int) -> String { self + String(repeating: "<", count: Swift.max(0, length - utf8.count)) }
}
