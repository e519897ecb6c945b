/// What a reader takes from a card's ATR (ISO/IEC 7816-3 §8.2).
package struct AnswerToReset: Sendable, Hashable {
    /// The protocols that the card offers, first offer first; T=0 where it names none. Where TA2 fixes one, that one.
    package let protocols: [UInt8]
    /// Up to 15 bytes.
    package let historicalBytes: [UInt8]
    /// It has the form that readers give to cards without contacts (PC/SC part 3): 3B 8n 80 01, n bytes, TCK.
    package let isContactless: Bool

    /// Reads the interface bytes; nil where they lead beyond the end.
    package init?(parsing bytes: [UInt8]) {
        guard bytes.count >= 2, bytes.count <= 33 else { return nil }
        let historicalCount = Int(bytes[1] & 0x0F)
        var offered: [UInt8] = []
        var fixed: UInt8?
        var (index, indicator, level) = (2, bytes[1] >> 4, 1)
        while true {
            if level == 2, indicator & 1 != 0, index < bytes.count { fixed = bytes[index] & 0x0F }
            index += (indicator & 7).nonzeroBitCount
            guard indicator & 8 != 0 else { break }
            guard index < bytes.count else { return nil }
            let next = bytes[index] & 0x0F
            if next != 15, !offered.contains(next) { offered.append(next) }
            indicator = bytes[index] >> 4
            (index, level) = (index + 1, level + 1)
        }
        guard index + historicalCount <= bytes.count else { return nil }
        protocols = fixed.map { [$0] } ?? (offered.isEmpty ? [0] : offered)
        historicalBytes = Array(bytes[index..<index + historicalCount])
        isContactless =
            bytes[0] == 0x3B && bytes[1] & 0xF0 == 0x80 && bytes.dropFirst(2).starts(with: [0x80, 0x01])
            && bytes.count == 5 + historicalCount
    }
}
