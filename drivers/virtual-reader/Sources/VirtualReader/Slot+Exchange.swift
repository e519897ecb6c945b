internal import CardLink
internal import Synchronization

extension Slot {
    /// The longest and the shortest ATR (ISO/IEC 7816-3 §8.2).
    static let answerToResetLengths = 2...33

    /// The ATR of the powered card; nil where none is powered.
    var answerToReset: [UInt8]? {
        state.withLock { $0.answerToReset.isEmpty ? nil : $0.answerToReset }
    }

    /// Whether the card in the slot stopped answering.
    var isCardMute: Bool { state.withLock { $0.isMute } }

    /// Powers the card, or resets it, and returns its ATR.
    func power(_ control: CardFrame.Control) throws(CardLinkError) -> [UInt8] {
        let answer = try withCard { card throws(CardLinkError) in
            let deadline = Deadline(milliseconds: Self.powerTime)
            try card.send(control, by: deadline)
            return try card.answerToReset(by: deadline)
        }
        guard Self.answerToResetLengths.contains(answer.count) else {
            throw .protocolViolation("an ATR of \(answer.count) bytes")
        }
        state.withLock { $0.answerToReset = answer }
        return answer
    }

    /// Takes the power away.
    func powerOff() throws(CardLinkError) {
        state.withLock { $0.answerToReset = [] }
        try withCard { card throws(CardLinkError) in
            try card.send(.powerOff, by: Deadline(milliseconds: Self.powerTime))
        }
    }

    /// Sends a command APDU to the card and returns its answer.
    func exchange(_ command: [UInt8]) throws(CardLinkError) -> [UInt8] {
        try withCard { card throws(CardLinkError) in
            try card.exchange(command, by: Deadline(milliseconds: Self.exchangeTime))
        }
    }

    /// Runs the body with the card, and draws the consequences of what it throws: a card that hung up or broke the
    /// protocol is out of the slot, one that was too slow is mute until it is taken out.
    private func withCard<Result>(
        _ body: (CardConnection) throws(CardLinkError) -> Result
    ) throws(CardLinkError) -> Result {
        let (present, isMute) = state.withLock { ($0.card, $0.isMute) }
        guard let card = present else { throw .hungUp }
        guard !isMute else { throw .timedOut }
        do {
            return try body(card)
        } catch {
            switch error {
            case .timedOut:
                state.withLock { if $0.card === card { $0.isMute = true } }
                bell.ring()
            case .hungUp, .protocolViolation: vacate(card)
            case .unfitCommand, .refusedAddress, .system: break
            }
            throw error
        }
    }
}
