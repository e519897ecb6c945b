/// The card capabilities of ISO/IEC 7816-4 §12.1.1.9, from EF.ATR/INFO (data object 47) or the historical bytes.
///
/// One to three octets; what an octet that is not there would say is not claimed.
package struct CardCapabilities: Sendable, Hashable {
    package let octets: [UInt8]

    package init(octets: [UInt8]) { self.octets = octets }

    /// The octets of a card as Doc 9303-10 table 29 wants it: by name, short identifiers, chaining, extended length.
    package static let travelDocument = CardCapabilities(octets: [0x86, 0x01, 0xE0])

    private func bit(_ octet: Int, _ mask: UInt8) -> Bool {
        octets.indices.contains(octet) && octets[octet] & mask != 0
    }

    package var selectsByFullName: Bool { bit(0, 0x80) }
    package var hasShortFileIdentifiers: Bool { bit(0, 0x04) }
    package var hasRecordNumbers: Bool { bit(0, 0x02) }
    package var hasCommandChaining: Bool { bit(2, 0x80) }
    package var hasExtendedLength: Bool { bit(2, 0x40) }
    /// Whether EF.ATR/INFO tells how long commands and responses may be.
    package var tellsExtendedLengths: Bool { bit(2, 0x20) }
}
