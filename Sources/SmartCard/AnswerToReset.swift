/// What a card's answer to reset tells of the card (ISO/IEC 7816-3 §8.2, 7816-4 §12.1.1). For a contactless card the
/// reader composes it from the ATS (PC/SC part 3 §3.1.3.2.3).
package struct AnswerToReset: Sendable, Hashable {
    package let historicalBytes: [UInt8]

    /// Reads an ATR; nil where it is none.
    package init?(parsing bytes: [UInt8]) {
        var rest = bytes[...]
        guard rest.popFirst() != nil, let format = rest.popFirst() else { return nil }
        var indicator = format
        // Interface bytes: the upper half of each TD says which of the next TA, TB, TC, TD follow.
        for _ in 0..<8 where indicator & 0xF0 != 0 {
            let present = (indicator >> 4).nonzeroBitCount
            let hasNext = indicator & 0x80 != 0
            guard rest.count >= present else { return nil }
            rest = rest.dropFirst(present - (hasNext ? 1 : 0))
            indicator = hasNext ? rest.popFirst() ?? 0 : 0
        }
        let count = Int(format & 0x0F)
        guard rest.count >= count else { return nil }
        historicalBytes = Array(rest.prefix(count))
    }

    /// Whether the card carries extended Lc and Le: bit 7 of the third byte of its card capabilities; nil where the
    /// card says nothing (ISO/IEC 7816-4 table 119).
    package var hasExtendedLength: Bool? {
        guard let category = historicalBytes.first, category == 0x00 || category == 0x80 else { return nil }
        var rest = historicalBytes.dropFirst()
        while let head = rest.popFirst() {
            let value = rest.prefix(Int(head & 0x0F))
            rest = rest.dropFirst(Int(head & 0x0F))
            if head == 0x73, let third = value.dropFirst(2).first { return third & 0x40 != 0 }
        }
        return nil
    }
}
