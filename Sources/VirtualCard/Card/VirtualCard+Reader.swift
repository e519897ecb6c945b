/// In a virtual reader.
extension VirtualCard: EmulatedCard {
    /// A contactless card as PC/SC part 3 shows it, without historical bytes: T=1 announced.
    package static let contactless: [UInt8] = [0x3B, 0x80, 0x80, 0x01, 0x01]

    /// How long a card says nothing, before it leaves. Longer than any reader's patience.
    static let silence = Duration.seconds(60)

    package nonisolated var answerToReset: [UInt8] { image.behaviour.answerToReset ?? Self.contactless }

    package func powerOn() { reset() }
    package func powerOff() { forget() }

    package func process(_ command: [UInt8]) async -> CardAction { await process(command, imposing: []) }

    /// Answers, and what is imposed goes wrong with it.
    package func process(_ command: [UInt8], imposing imposed: [CardFault.Effect]) async -> CardAction {
        let answer = answer(to: command, imposing: imposed)
        if let answer {
            let time = answerTime
            if time > .zero { try? await Task.sleep(for: time) }
            return .answer(answer)
        }
        // A reader loses patience with a card that says nothing; taking it out ends the wait.
        if absence == .silent { try? await Task.sleep(for: Self.silence) }
        return .leave
    }
}
