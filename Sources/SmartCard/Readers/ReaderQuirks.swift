/// What a reader does otherwise than it says, or than a reader should. What is nil is as the reader says.
///
/// PCSC applies all of it: sizes become the channel's limits, and so decide how files are asked for from the first
/// exchange on; times are waited. drivers/reader-quirks has what is known, and docs/conformance.md how it is learned.
package struct ReaderQuirks: Sendable, Hashable {
    /// Extended Lc and Le (ISO/IEC 7816-4 §5.2), whatever the reader says of them.
    package enum ExtendedLength: String, Sendable, CaseIterable {
        /// They do not get through.
        case absent = "none"
        /// They get through although the reader says nothing of them.
        case works
    }

    /// What puts the card back to its first state.
    package enum Reset: String, Sendable, CaseIterable {
        /// Nothing but taking its power: a reset by the reader leaves the card, and a session in it, as they are.
        case power
    }

    package var extendedLength: ExtendedLength?
    /// The longest command APDU that gets through, in bytes, header and lengths included.
    package var maximumCommand: Int?
    /// The longest answer that gets through, in bytes, status word included.
    package var maximumAnswer: Int?
    /// How late, in milliseconds at most, the reader tells that a card was taken away.
    package var removalDelay: Int?
    /// How long after a card came, in milliseconds, the reader loses commands.
    package var delayAfterInsertion: Int?
    /// How long after an answer, in milliseconds, the reader loses the next command.
    package var pauseBetweenCommands: Int?
    package var reset: Reset?

    package init() {}

    /// Nothing is known of the reader.
    package var isEmpty: Bool { self == ReaderQuirks() }
}
