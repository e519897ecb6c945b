internal import CardLink
internal import Glibc
internal import Synchronization

extension Slot {
    /// Whether a card is in the slot now.
    var isCardPresent: Bool {
        guard let card = state.withLock({ $0.card }) else { return false }
        guard card.hasHungUp else { return true }
        vacate(card)
        return false
    }

    /// Waits until a card came or left, until pcscd stops the thread, or until the time is over.
    ///
    /// pcscd's event thread lives here and looks at the presence afterwards.
    func waitForChange(milliseconds: Int) {
        let deadline = Deadline(milliseconds: milliseconds)
        while true {
            bell.silence()
            let (card, isMute, mustTell) = state.withLock { state in
                defer { state.hasBeenVacated = false }
                return (state.card, state.isMute, state.hasBeenVacated || state.isStopping)
            }
            let left = deadline.millisecondsLeft
            if mustTell || left == 0 { return }

            // Without a card, the third entry's -1 is passed over. Of a mute card any byte is too late.
            let cardEvents = CardConnection.hangUpEvent | (isMute ? Int16(POLLIN) : 0)
            var watched = [
                pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: card?.descriptor ?? -1, events: cardEvents, revents: 0),
            ]
            guard poll(&watched, nfds_t(watched.count), left) > 0 else { continue }
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
        state.withLock { $0.isStopping = true }
        bell.ring()
    }

    private func insert(_ card: CardConnection) -> Bool {
        state.withLock { state in
            guard !state.isStopping, state.card == nil else { return false }
            state.card = card
            return true
        }
    }
}
