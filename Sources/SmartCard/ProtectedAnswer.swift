/// The data objects of an answer under secure messaging: DO'87' or DO'85', DO'99', DO'8E' (Doc 9303-11 §9.8.4).
///
/// Nothing vouches for them before ``code`` was compared with the MAC over the counter and ``authenticated``.
package struct ProtectedAnswer: Sendable, Hashable {
    /// What is encrypted, without its padding indicator; nil where the answer has no data.
    package let cryptogram: [UInt8]?
    /// The protected status word.
    package let status: StatusWord
    /// What the MAC covers behind the counter, before it is padded.
    package let authenticated: [UInt8]
    /// The MAC that the card gave.
    package let code: [UInt8]

    /// Reads an answer as it came from the card. Its own status word must be the protected one or 9000.
    package init(parsing response: ResponseAPDU) throws(SmartCardError) {
        var authenticated: [UInt8] = []
        var cryptogram: [UInt8]?
        var status: StatusWord?
        var code: [UInt8]?
        for object in try BERTLV.sequence(parsing: response.data) {
            guard code == nil else { throw Self.malformed("data object \(object.tag) after the MAC") }
            switch object.tag {
            case 0x87 where cryptogram == nil && status == nil && object.value.first == 0x01:
                cryptogram = Array(object.value.dropFirst())
            case 0x85 where cryptogram == nil && status == nil:
                cryptogram = object.value
            case 0x99 where status == nil && object.value.count == 2:
                status = StatusWord(rawValue: UInt16(object.value[0]) << 8 | UInt16(object.value[1]))
            case 0x8E:
                code = object.value
                continue
            default: throw Self.malformed("unexpected data object \(object.tag)")
            }
            authenticated += object.serialized()
        }
        guard let code, let status else { throw Self.malformed("MAC or status is missing") }
        guard status == response.status || response.status == .success else {
            throw Self.malformed("protected and plain status words differ")
        }
        self.cryptogram = cryptogram
        self.status = status
        self.authenticated = authenticated
        self.code = code
    }

    private static func malformed(_ what: String) -> SmartCardError { SmartCardError(.malformedTLV, what) }
}
