/// What a reader can and what it cannot, as data. The names are those of the in-process model in
/// `Sources/VirtualCard/Reader/ReaderModel.swift` of the package above.
package struct ReaderModel: Sendable, Hashable {
    /// As in DEVICENAME: `model=NAME`.
    package let name: String
    /// Speaks to cards without contacts, and so answers for a card's UID and ATS itself.
    package var isContactless = true
    /// What the reader says that it carries (dwMaxAPDUDataSize): data bytes, 0 for short APDUs only; nil says nothing.
    package var claimedDataSize: UInt32? = ReaderModel.frameDataSize
    /// Longer answers, status word included, lose their end.
    package var cutsAnswersAt: Int?
    /// An answer of exactly so many bytes, status word included, ends in an error of the reader.
    package var failsOnAnswersOf: Int?
    /// Longer commands or answers, as bytes on the wire, end in an error of the reader.
    package var failsAbove: Int?
    /// Extended APDUs do not leave the reader.
    package var sendsExtended = true
    /// A removal is told so many milliseconds late; until then the card is there and does not answer.
    package var removalDelay: ClosedRange<Int>?
    /// A reset reaches the card. Where not, only taking its power ends a session.
    package var resetsCard = true
    /// For so many milliseconds after a card came, APDUs end in an error of the reader.
    package var startTime: Int?
    /// An APDU that follows an answer within so many milliseconds ends in an error of the reader.
    package var pauseTime: Int?
    /// How long, in milliseconds, a card may take for one APDU. Longer than any command of a real card: 5 s.
    package var exchangeTime = 30_000
    /// How long, in milliseconds, a card may take to be powered, reset, and to tell its ATR.
    package var powerTime = 5_000

    /// The most data bytes of an APDU that a frame of the line carries: 65,535 less the longest header, Lc and Le.
    package static let frameDataSize: UInt32 = 65_526

    /// What the reader does with a command: nil sends it on, a text says why it fails.
    package func failure(of command: [UInt8]) -> String? {
        if !sendsExtended, Self.isExtended(command) { return "this model sends no extended APDU" }
        if let failsAbove, command.count > failsAbove { return "this model fails above \(failsAbove) bytes" }
        return nil
    }

    /// What the reader makes of a card's answer; nil where it fails.
    package func passedOn(_ answer: [UInt8]) -> [UInt8]? {
        if let failsAbove, answer.count > failsAbove { return nil }
        if answer.count == failsOnAnswersOf { return nil }
        guard let cutsAnswersAt, answer.count > cutsAnswersAt else { return answer }
        return Array(answer.prefix(cutsAnswersAt))
    }

    /// Lc or Le with three bytes, or with two after such an Lc (ISO/IEC 7816-4 §5.2).
    static func isExtended(_ command: [UInt8]) -> Bool { command.count >= 7 && command[4] == 0 }
}
