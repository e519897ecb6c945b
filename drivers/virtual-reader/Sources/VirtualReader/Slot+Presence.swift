internal import CardLink
internal import Glibc
internal import ReaderModels
internal import Synchronization

extension Slot {
    /// Whether a card is in the slot now, as far as a reader of this model knows.
    var isCardPresent: Bool {
        if let card = state.withLock({ $0.card }), card.hasHungUp { vacate(card) }
        return state.withLock { state in
            state.noticeRemoval()
            return state.card != nil || state.lingering != nil
        }
    }

    /// Waits until a card came or left, until pcscd calls the thread back, or until the time is over.
    ///
    /// pcscd's event thread lives here and looks at the presence afterwards.
    func waitForChange(milliseconds: Int) {
        let deadline = Deadline(milliseconds: milliseconds)
        while true {
            bell.silence()
            let (card, isMute, lingering, mustTell) = state.withLock { state in
                state.noticeRemoval()
                defer { (state.hasBeenVacated, state.isCalledBack) = (false, false) }
                return (
                    state.card, state.isMute, state.lingering, state.hasBeenVacated || state.isCalledBack
                )
            }
            let left = deadline.millisecondsLeft
            if mustTell || left == 0 { return }

            // An entry of -1 is passed over: no card to look at, or none to be let in before the last one's removal was
            // told. Of a mute card any byte is too late.
            let cardEvents = CardConnection.hangUpEvent | (isMute ? Int16(POLLIN) : 0)
            var watched = [
                pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: lingering == nil ? listener.descriptor : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: card?.descriptor ?? -1, events: cardEvents, revents: 0),
            ]
            let pause = min(left, lingering?.millisecondsLeft ?? left)
            guard poll(&watched, nfds_t(watched.count), pause) > 0 else { continue }
            if let card, watched[2].revents != 0 {
                vacate(card)
            } else if watched[1].revents != 0, let next = listener.accept() {
                // A slot holds one card. A second one is turned away at once, so its owner knows.
                if card != nil { next.hangUp() } else if insert(next) { return }
            }
        }
    }

    /// Makes the event thread return to pcscd.
    func stopWaiting() {
        state.withLock { $0.isCalledBack = true }
        bell.ring()
    }

    private func insert(_ card: CardConnection) -> Bool {
        state.withLock { state in
            guard !state.isClosed, state.card == nil else { return false }
            state.card = card
            state.uid = PseudoAPDU.randomUID()
            state.notReady = model.startTime.map { Deadline(milliseconds: $0) }
            return true
        }
    }
}

extension Slot.State {
    /// A late removal is noticed once its time is over.
    mutating func noticeRemoval() {
        guard let lingering, lingering.millisecondsLeft == 0 else { return }
        self.lingering = nil
        hasBeenVacated = true
    }
}
