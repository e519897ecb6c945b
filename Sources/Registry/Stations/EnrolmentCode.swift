package import CardCrypto

/// The one-time code by which a new station gets its certificates, and by which it knows the registry.
///
/// 40 characters of Crockford's base 32 in groups of four: 80 random bits that are the secret, the first 100 bits of the
/// SHA-256 of the station CA's certificate, and 20 bits of checksum. The registry keeps a digest of the secret only.
package struct EnrolmentCode: Sendable {
    /// The secret's symbols, 5 bits each.
    private let secret: [UInt8]
    /// The symbols of the CA's fingerprint.
    private let pin: [UInt8]

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let secretCount = 16
    private static let pinCount = 20
    private static let checkCount = 4

    private init(secret: [UInt8], pin: [UInt8]) {
        self.secret = secret
        self.pin = pin
    }

    /// A fresh code of a registry with this station CA.
    package static func make(authority: Certificate) throws -> EnrolmentCode {
        EnrolmentCode(
            secret: try randomBytes(secretCount).map { $0 & 0x1F }, pin: symbols(of: authority.fingerprint, pinCount))
    }

    /// Reads a code as a person types it: hyphens, spaces and case do not count, O is 0, I and L are 1. Nil where a
    /// character is wrong or missing, as the checksum tells.
    package init?(_ text: String) {
        guard text.utf8.count <= 128 else { return nil }
        var symbols: [UInt8] = []
        for character in text.uppercased().utf8 where !"- \t\r\n".utf8.contains(character) {
            let plain =
                switch character {
                case UInt8(ascii: "O"): UInt8(ascii: "0")
                case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
                default: character
                }
            guard let value = Self.alphabet.firstIndex(of: plain) else { return nil }
            symbols.append(UInt8(truncatingIfNeeded: value))
        }
        let content = Array(symbols.prefix(Self.secretCount + Self.pinCount))
        guard symbols.count == Self.secretCount + Self.pinCount + Self.checkCount,
            Array(symbols.suffix(Self.checkCount)) == Self.check(content)
        else { return nil }
        self.init(
            secret: Array(content.prefix(Self.secretCount)), pin: Array(content.suffix(Self.pinCount)))
    }

    /// The code as it is shown. Nothing prints it by accident: this is no `description`.
    package var text: String {
        let symbols = secret + pin + Self.check(secret + pin)
        let groups = stride(from: 0, to: symbols.count, by: 4).map { start in
            String(decoding: symbols[start..<start + 4].map { Self.alphabet[Int($0)] }, as: UTF8.self)
        }
        return groups.joined(separator: "-")
    }

    /// By what the registry finds the invitation.
    package var digest: ContentDigest { ContentDigest(of: Array("chip-id-station/enrolment-code\n".utf8) + secret) }

    /// Whether this is the certificate of the CA whose registry made the code.
    package func names(_ authority: Certificate) -> Bool {
        Self.symbols(of: authority.fingerprint, Self.pinCount) == pin
    }

    private static func check(_ symbols: [UInt8]) -> [UInt8] {
        Self.symbols(of: ContentDigest(of: symbols).bytes, checkCount)
    }

    /// The first bits of some bytes, five at a time.
    private static func symbols(of bytes: [UInt8], _ count: Int) -> [UInt8] {
        (0..<count).map { symbol in
            (0..<5).reduce(0) { value, offset in
                let bit = symbol * 5 + offset
                return value << 1 | bytes[bit / 8] >> UInt8(7 - bit % 8) & 1
            }
        }
    }
}
