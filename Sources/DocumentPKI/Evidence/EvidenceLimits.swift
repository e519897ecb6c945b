/// The most that evidence may hold. Nothing larger is written, and nothing larger is read.
enum EvidenceLimits {
    /// Octets of names: a reader, a protocol.
    static let name = 256
    /// Octets of a reason.
    static let sentence = 1024
    static let offers = 64
    static let refusedFiles = 32
    /// Octets of an answer or a signature: an extended APDU.
    static let answer = 0x1_0100
    /// Octets of `evidence.json`.
    static let evidence = 1 << 20
    /// Octets of a file of the chip, of a report, of a picture.
    static let file = 8 << 20
    static let files = 64
    /// Octets of all files together.
    static let folder = 64 << 20

    /// A text for one line: no control characters, and at most so many octets of UTF-8.
    static func plain(_ text: String, _ most: Int) -> String {
        var plain = ""
        var count = 0
        for scalar in text.unicodeScalars {
            let next: Unicode.Scalar = isPlain(scalar) ? scalar : " "
            count += UTF8.width(next)
            if count > most { break }
            plain.unicodeScalars.append(next)
        }
        return plain
    }

    /// Whether a text is as ``plain(_:_:)`` leaves it.
    static func isPlain(_ text: String, _ most: Int) -> Bool {
        text.utf8.count <= most && text.unicodeScalars.allSatisfy(isPlain)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
    }
}
