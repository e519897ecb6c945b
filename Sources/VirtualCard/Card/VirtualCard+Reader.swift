/// In a virtual reader.
extension VirtualCard: EmulatedCard {
    /// A contactless card as PC/SC part 3 shows it, without historical bytes: T=1 announced.
    package nonisolated var answerToReset: [UInt8] { [0x3B, 0x80, 0x80, 0x01, 0x01] }

    package func powerOn() { reset() }
    package func powerOff() { reset() }

    package func process(_ command: [UInt8]) -> CardAction {
        answer(to: command).map(CardAction.answer) ?? .leave
    }
}
