internal import CardLink
internal import ReaderModels
internal import Synchronization

extension Slot {
    /// The longest and the shortest ATR (ISO/IEC 7816-3 §8.2).
    static let answerToResetLengths = 2...33

    /// The ATR of the powered card; nil where none is powered.
    var answerToReset: [UInt8]? {
        state.withLock { $0.answerToReset.isEmpty ? nil : $0.answerToReset }
    }

    /// The protocol that pcscd chose for the powered card, as SCARD_PROTOCOL_T0 or T1.
    var chosenProtocol: UInt32? { state.withLock { $0.chosenProtocol == 0 ? nil : $0.chosenProtocol } }

    /// Whether the card in the slot stopped answering.
    var isCardMute: Bool { state.withLock { $0.isMute } }

    /// Powers the card, or resets it, and returns its ATR.
    func power(_ control: CardFrame.Control) throws(CardLinkError) -> [UInt8] {
        state.withLock { $0.powering += 1 }
        defer {
            state.withLock { state in
                state.powering -= 1
                state.settling = Deadline(milliseconds: Self.settlingTime)
            }
        }
        let answer = try withCard { card throws(CardLinkError) in
            let deadline = Deadline(milliseconds: model.powerTime)
            // A reader that does not reset says all the same that it did.
            if control != .reset || model.resetsCard { try card.send(control, by: deadline) }
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
            try card.send(.powerOff, by: Deadline(milliseconds: model.powerTime))
        }
    }

    /// Sends a command APDU to the card and returns its answer, within what the model carries. What a contactless
    /// reader answers itself never reaches the card.
    func exchange(_ command: [UInt8]) throws(CardLinkError) -> [UInt8] {
        let (uid, atr, isPresent) = state.withLock { ($0.uid, $0.answerToReset, $0.card != nil) }
        if model.isContactless, isPresent, let answer = PseudoAPDU.answer(to: command, uid: uid, atr: atr) {
            return answer
        }
        if let failure = model.failure(of: command) { throw .readerFailed(failure) }
        if state.withLock({ $0.notReady?.millisecondsLeft ?? 0 }) > 0 {
            throw .readerFailed("this model is not ready so soon")
        }
        defer {
            if let pause = model.pauseTime { state.withLock { $0.notReady = Deadline(milliseconds: pause) } }
        }
        let answer = try withCard { card throws(CardLinkError) in
            try card.exchange(command, by: Deadline(milliseconds: model.exchangeTime))
        }
        guard let passedOn = model.passedOn(answer) else {
            throw .readerFailed("this model fails on an answer of \(answer.count) bytes")
        }
        return passedOn
    }

    /// Takes note of the protocol that pcscd chose. Whether the card offers it.
    func choose(_ transportProtocol: UInt8) -> Bool {
        state.withLock { state in
            let offered = AnswerToReset(parsing: state.answerToReset)?.protocols ?? [0, 1]
            guard offered.contains(transportProtocol) else { return false }
            state.chosenProtocol = 1 << transportProtocol
            return true
        }
    }

    /// Runs the body with the card, and draws the consequences of what it throws: a card that hung up or broke the
    /// protocol is out of the slot, one that was too slow is mute until it is taken out.
    private func withCard<Result>(
        _ body: (CardConnection) throws(CardLinkError) -> Result
    ) throws(CardLinkError) -> Result {
        let (present, isMute) = state.withLock { ($0.card, $0.isMute) }
        guard let card = present else { throw removed }
        guard !isMute else { throw .timedOut }
        do {
            return try body(card)
        } catch {
            switch error {
            case .timedOut:
                state.withLock { if $0.card === card { $0.isMute = true } }
                bell.ring()
            case .hungUp, .protocolViolation:
                vacate(card)
                if model.removalDelay != nil { throw removed }
            case .unfitCommand, .readerFailed, .refusedAddress, .system: break
            }
            throw error
        }
    }

    /// What becomes of an exchange without a card: a reader that has not noticed the removal only sees it fail.
    private var removed: CardLinkError {
        model.removalDelay != nil && isCardPresent ? .readerFailed("the card does not answer") : .hungUp
    }
}
