package import SmartCard

/// A card with files and keys of its own that stumbles where a recorded card stumbled: same status words, short answers and
/// departures, at the same commands. So a redacted trace from the field becomes a test without anybody's data.
///
/// Commands are matched by their headers. Where this card's files have other lengths, the reading goes another way for a
/// while; the recording waits, and is taken up again at the next command that it knows.
package actor ImitatingCard: EmulatedCard {
    private let card: VirtualCard
    private let steps: [TraceScript.Step]
    private let keepsTime: Bool
    private var position = 0
    package nonisolated let answerToReset: [UInt8]
    /// Stumbles so far.
    package private(set) var imitated = 0

    /// How far ahead a command is looked for; the longest file takes no more commands.
    private static let horizon = 600

    package init(_ trace: Trace, by card: VirtualCard, keepsTime: Bool = false) {
        let script = TraceScript(trace)
        self.card = card
        steps = script.steps
        answerToReset = script.answerToReset ?? card.answerToReset
        self.keepsTime = keepsTime
    }

    package func powerOn() async { await reset() }
    package func powerOff() async { await card.powerOff() }

    package func reset() async {
        await card.reset()
        if steps.indices.contains(position), steps[position].followsReset { return }
        position = 0
    }

    package func process(_ command: [UInt8]) async -> CardAction {
        guard let step = next(command) else { return await card.process(command) }
        if keepsTime { try? await Task.sleep(for: step.time) }
        let effects = Self.effects(step)
        if !effects.isEmpty { imitated += 1 }
        return await card.process(command, imposing: effects)
    }

    /// The recorded exchange that this command is, if it is one.
    private func next(_ command: [UInt8]) -> TraceScript.Step? {
        let header = Array(command.prefix(4))
        let ahead = position..<min(position + Self.horizon, steps.count)
        guard let found = ahead.first(where: { steps[$0].exchange.command.header == header }) else { return nil }
        position = found + 1
        return steps[found]
    }

    /// What the recorded card did that a card by the standard does not.
    private static func effects(_ step: TraceScript.Step) -> [CardFault.Effect] {
        guard case .answer(let data, let status) = step.exchange.answer else {
            guard case .failure(let code) = step.exchange.answer else { return [] }
            switch code {
            case .malformedAPDU: return [.oneByte]
            case .cardRemoved, .cardReset, .noCard: return [.leave]
            default: return [.silence]
            }
        }
        let isProtected = step.exchange.command.header[0] & 0x0C == 0x0C
        if status.sw1 == 0x6C { return [.refuse(status)] }
        if status != .success, status.sw1 != 0x61, status.sw1 != 0x62 {
            return [isProtected && data.count == 0 ? .plainStatus(status) : .status(status)]
        }
        let read = step.protected ?? step.exchange
        guard [0xB0, 0xB1].contains(read.command.header[1]), case .answer(let data, let inner) = read.answer,
            let expected = read.command.expectedLength
        else { return [] }
        if inner == .endOfFileBeforeExpectedLength { return data.count == expected ? [.fill] : [] }
        return data.count < expected && data.count > 0 ? [.limit(data.count)] : []
    }
}
