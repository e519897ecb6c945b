/// What the QR code of a Vietnamese ID card says: text in UTF-8, its fields parted by `|` (layout as seen on cards; no
/// public standard). Nobody signs it: a claim that finds the chip's password, and that the chip is compared with.
///
/// Cards of 2021 have seven fields, six occur, cards of 2024 have four more. Printing it shows the number of fields only.
package struct CardQRCode: Sendable, Hashable {
    /// 12 digits.
    package let personalNumber: String
    /// 9 or 12 digits of an earlier card; nil where there was none.
    package let oldIdentityNumber: String?
    package let fullName: String
    package let dateOfBirth: CalendarDate
    /// `Nam` or `Nữ` on every card that was seen.
    package let sex: String
    package let placeOfResidence: String
    /// nil in a code of six fields that ends before it.
    package let dateOfIssue: CalendarDate?
    /// Fields behind the seventh; empty ones in every example.
    package let furtherFields: [String]
    /// The text that was read, without white space around it.
    package let text: String

    /// Octets that a code may have. Real ones have some 150; the largest QR code holds 2953.
    package static let maximumLength = 2953
    static let fieldCounts = 6...11
}

extension CardQRCode: Redacted {
    package var description: String { "QR code of a card, \(7 + furtherFields.count) fields" }
}
