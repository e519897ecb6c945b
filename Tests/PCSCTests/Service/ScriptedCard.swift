import Synchronization
import VirtualCard

/// A card that answers each command as a test says.
final class ScriptedCard: EmulatedCard {
    /// What happened to the card, in order: "on", "off", "reset", and the length of each command.
    let history = Mutex<[String]>([])
    private let atr: [UInt8]
    private let answer: @Sendable ([UInt8]) async -> CardAction

    init(
        atr: [UInt8] = [0x3B, 0x80, 0x80, 0x01, 0x01],
        answer: @escaping @Sendable ([UInt8]) async -> CardAction = { _ in .answer([0x90, 0x00]) }
    ) {
        self.atr = atr
        self.answer = answer
    }

    var answerToReset: [UInt8] { atr }
    func powerOn() { note("on") }
    func powerOff() { note("off") }
    func reset() { note("reset") }

    func process(_ command: [UInt8]) async -> CardAction {
        note("\(command.count)")
        return await answer(command)
    }

    private func note(_ what: String) { history.withLock { $0.append(what) } }
}
