import Foundation

extension CardQRCode {
    private static let place = "QR code"

    /// Reads the octets that a scanner sent.
    package init(parsing octets: [UInt8]) throws(LDSError) {
        guard octets.count <= Self.maximumLength else {
            throw LDSError(.malformed, in: Self.place, "\(octets.count) octets; the largest code holds 2953")
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw LDSError(.malformed, in: Self.place, "no UTF-8: the scanner's character set is set otherwise")
        }
        try self.init(parsing: text)
    }

    /// Reads the code's text. White space around the text and around a field means nothing.
    package init(parsing text: String) throws(LDSError) {
        guard text.utf8.count <= Self.maximumLength else {
            throw LDSError(.malformed, in: Self.place, "\(text.utf8.count) octets; the largest code holds 2953")
        }
        let whole = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !whole.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw LDSError(.malformed, in: Self.place, "a control character inside")
        }
        var fields = whole.split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard Self.fieldCounts.contains(fields.count) else {
            throw LDSError(.malformed, in: Self.place, "\(fields.count) fields; a card's has 6 to 11")
        }
        guard Self.isNumber(fields[0], [12]) else {
            throw LDSError(.malformed, in: Self.place, "field 1 is no personal number of 12 digits")
        }
        // Six fields: the one that is missing is the old number, or else the date of issue, and the content tells which.
        let hasOldNumber = fields[1].isEmpty || Self.isNumber(fields[1], [9, 12])
        if fields.count == 6 {
            if hasOldNumber { fields.append("") } else { fields.insert("", at: 1) }
        } else if !hasOldNumber {
            throw LDSError(.malformed, in: Self.place, "field 2 is neither empty nor an old identity number")
        }
        guard !fields[2].isEmpty else { throw LDSError(.malformed, in: Self.place, "no name") }
        guard let birth = CalendarDate(packed: fields[3]) else {
            throw LDSError(.malformed, in: Self.place, "the date of birth is no ddMMyyyy")
        }
        let issue = CalendarDate(packed: fields[6])
        guard issue != nil || fields[6].isEmpty else {
            throw LDSError(.malformed, in: Self.place, "the date of issue is no ddMMyyyy")
        }
        personalNumber = fields[0]
        oldIdentityNumber = fields[1].isEmpty ? nil : fields[1]
        fullName = fields[2]
        dateOfBirth = birth
        sex = fields[4]
        placeOfResidence = fields[5]
        dateOfIssue = issue
        furtherFields = Array(fields.dropFirst(7))
        self.text = whole
    }

    private static func isNumber(_ text: String, _ lengths: Set<Int>) -> Bool {
        lengths.contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
