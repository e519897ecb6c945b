import Foundation

/// A block of a PEM text (RFC 7468).
struct PEMBlock: Sendable {
    /// `CERTIFICATE`, `X509 CRL`.
    let label: String
    /// nil where the block has no end or is no base64.
    let der: [UInt8]?

    /// Every block of a text; what stands between them is left alone.
    static func all(in text: [UInt8]) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var label: String?
        var base64: [UInt8] = []
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            if let begun = marked("BEGIN", line) {
                if let label { blocks.append(PEMBlock(label: label, der: nil)) }
                (label, base64) = (begun, [])
            } else if let open = label, let ended = marked("END", line) {
                let der = open == ended ? Data(base64Encoded: Data(base64)).map { [UInt8]($0) } : nil
                blocks.append(PEMBlock(label: open, der: der))
                label = nil
            } else if label != nil {
                base64 += line.filter { $0 != 0x20 && $0 != 0x09 }
            }
        }
        if let label { blocks.append(PEMBlock(label: label, der: nil)) }
        return blocks
    }

    private static func marked(_ word: String, _ line: ArraySlice<UInt8>) -> String? {
        guard line.count <= 128 else { return nil }
        let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
        guard text.hasPrefix("-----\(word) "), text.hasSuffix("-----") else { return nil }
        return String(text.dropFirst(word.utf8.count + 6).dropLast(5))
    }
}
