/// A card in software, as the virtual reader sees it.
///
/// The reader asks one thing at a time and waits for it, so no two of these run at once.
package protocol EmulatedCard: Sendable {
    /// The ATR, 2 to 33 bytes (ISO/IEC 7816-3 §8.2). Asked for after each power-on and reset.
    var answerToReset: [UInt8] { get async }

    /// The reader gave power: the card starts anew.
    func powerOn() async
    /// The reader took the power away: all that was granted is lost.
    func powerOff() async
    /// The reader reset the card without taking the power away.
    func reset() async

    /// Answers a command APDU, given as the bytes that came. Throwing takes the card out of the reader.
    func process(_ command: [UInt8]) async throws -> CardAction
}

/// What a card does with a command.
package enum CardAction: Sendable, Hashable {
    /// Answers with these bytes: data and status word, or whatever a faulty card says.
    case answer([UInt8])
    /// Is pulled out before it answers.
    case leave
}
