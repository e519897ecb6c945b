/// Commands of class FF, which a contactless reader answers itself (PC/SC part 3 §3.2.2.1, GET DATA).
package enum PseudoAPDU {
    /// The reader's answer for the card in it; nil for a command that goes to the card.
    ///
    /// `atr` is the card's ATR. A card with contacts has neither UID nor ATS.
    package static func answer(to command: [UInt8], uid: [UInt8], atr: [UInt8]) -> [UInt8]? {
        guard command.first == 0xFF else { return nil }
        guard command.count >= 4, command[1] == 0xCA else { return notSupported }
        guard command.count <= 5 else { return wrongLength }
        guard let card = AnswerToReset(parsing: atr), card.isContactless else { return notSupported }
        switch (command[2], command[3]) {
        case (0x00, 0x00): return data(uid, expected: command.dropFirst(4).first)
        case (0x01, 0x00): return data(card.historicalBytes, expected: command.dropFirst(4).first)
        default: return wrongParameters
        }
    }

    /// A UID as a card has it that must not be traced: 08 and three random bytes (ISO/IEC 14443-3 §6.5.4).
    package static func randomUID() -> [UInt8] { [0x08] + (0..<3).map { _ in .random(in: 0...255) } }

    private static let wrongLength: [UInt8] = [0x67, 0x00]
    private static let notSupported: [UInt8] = [0x6A, 0x81]
    private static let wrongParameters: [UInt8] = [0x6B, 0x00]

    private static func data(_ bytes: [UInt8], expected: UInt8?) -> [UInt8] {
        let length = UInt8(clamping: bytes.count)
        guard let expected, expected != 0, expected != length else { return bytes + [0x90, 0x00] }
        return expected < length ? [0x6C, length] : bytes + [0x62, 0x82]
    }
}
