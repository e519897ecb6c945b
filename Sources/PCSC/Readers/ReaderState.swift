/// What pcscd knows of a reader at one moment (SCARD_STATE_* and the event counter of SCARD_READERSTATE).
package struct ReaderState: Sendable, Hashable {
    /// The lower 16 bits are flags, the upper 16 count the card's comings and goings.
    package let rawValue: UInt32
    /// The card's ATR; empty without a card, or with one that is mute.
    package let answerToReset: [UInt8]

    package init(rawValue: UInt32, answerToReset: [UInt8] = []) {
        self.rawValue = rawValue
        self.answerToReset = answerToReset
    }

    /// A card is in the reader.
    package var isCardPresent: Bool { rawValue & 0x20 != 0 }
    /// The card did not answer when it was powered.
    package var isCardMute: Bool { rawValue & 0x200 != 0 }
    /// A program has the reader for itself.
    package var isExclusive: Bool { rawValue & 0x80 != 0 }
    /// The reader is gone, or its driver fails.
    package var isUnavailable: Bool { rawValue & 0xC != 0 }
    /// How often a card came or went, modulo 65,536.
    package var eventCount: UInt16 { UInt16(truncatingIfNeeded: rawValue >> 16) }
}
