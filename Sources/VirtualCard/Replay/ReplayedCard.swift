package import SmartCard

/// A full trace as a card: it says exactly what the recorded card said, as long as the station says what it said then.
///
/// A station takes the trace's random numbers for that (`idstation read --unsafe-numbers-of`). At the first other command
/// the recording is of no use: the card answers 6F00 from there on, until it is reset and begins anew.
package actor ReplayedCard: EmulatedCard {
    /// What the card has to tell.
    package enum Event: Sendable, Hashable {
        /// The command with this number, counted from 1, is not the recorded one.
        case diverged(at: Int)
        /// All was played.
        case ended
    }

    private let steps: [TraceScript.Step]
    private let keepsTime: Bool
    private let tell: @Sendable (Event) -> Void
    private var position = 0
    private var hasDiverged = false
    package nonisolated let answerToReset: [UInt8]

    /// - Parameters:
    ///   - keepsTime: answer as late as the recorded card did.
    ///   - tell: hears how the playing goes.
    ///
    /// Throws ``SmartCardError/Code/traceRedacted`` for a trace without the bytes.
    package init(
        _ trace: Trace, keepsTime: Bool = false, tell: @escaping @Sendable (Event) -> Void = { _ in }
    ) throws(SmartCardError) {
        guard trace.isFull else {
            throw SmartCardError(
                .traceRedacted, "a redacted trace has no bytes to play; with --card a card of one's own imitates it",
                fault: .station)
        }
        let script = TraceScript(trace)
        steps = script.steps
        answerToReset = script.answerToReset ?? VirtualCard.contactless
        self.keepsTime = keepsTime
        self.tell = tell
    }

    package func powerOn() { reset() }
    package func powerOff() {}

    /// Goes on where the recorded station reset the card too; else begins anew.
    package func reset() {
        if !hasDiverged, steps.indices.contains(position), steps[position].followsReset { return }
        position = 0
        hasDiverged = false
    }

    package func process(_ command: [UInt8]) async -> CardAction {
        guard !hasDiverged, steps.indices.contains(position),
            (try? steps[position].exchange.command.command?.serialized()) == command
        else {
            if !hasDiverged { tell(.diverged(at: position + 1)) }
            hasDiverged = true
            return .answer(ResponseAPDU(status: .noPreciseDiagnosis).serialized())
        }
        let step = steps[position]
        position += 1
        if keepsTime { try? await Task.sleep(for: step.time) }
        if position == steps.count { tell(.ended) }
        switch step.exchange.answer {
        case .answer(let data, let status):
            return .answer(ResponseAPDU(data: data.bytes ?? [], status: status).serialized())
        case .failure(.malformedAPDU): return .answer([0x90])
        case .failure(.cardRemoved), .failure(.cardReset), .failure(.noCard): return .leave
        case .failure:
            // It never came, so it does not come now.
            try? await Task.sleep(for: VirtualCard.silence)
            return .leave
        }
    }
}
