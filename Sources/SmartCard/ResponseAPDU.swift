/// A card's answer: data and the status word SW1 SW2 (ISO/IEC 7816-4 §5.1).
package struct ResponseAPDU: Sendable, Hashable {
    package var data: [UInt8]
    package var status: StatusWord

    package init(data: [UInt8] = [], status: StatusWord) {
        self.data = data
        self.status = status
    }

    /// Reads an answer as it came from the card. Fewer than two bytes is the card's (or the reader's) fault.
    package init(parsing bytes: [UInt8]) throws(SmartCardError) {
        guard bytes.count >= 2 else {
            throw SmartCardError(.malformedAPDU, "answer of \(bytes.count) bytes; a status word alone has 2")
        }
        let status = UInt16(bytes[bytes.count - 2]) << 8 | UInt16(bytes[bytes.count - 1])
        self.init(data: Array(bytes.dropLast(2)), status: StatusWord(rawValue: status))
    }

    /// The bytes on the wire.
    package func serialized() -> [UInt8] {
        data + [UInt8(truncatingIfNeeded: status.rawValue >> 8), UInt8(truncatingIfNeeded: status.rawValue)]
    }
}
