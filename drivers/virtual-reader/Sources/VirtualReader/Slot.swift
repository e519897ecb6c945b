internal import CardLink
internal import Synchronization

/// One reader of ours: an opening where a card connects, and the card that did.
///
/// pcscd calls from several threads: its event thread waits in ``waitForChange(milliseconds:)``, clients' threads
/// power the card and exchange APDUs. The rule between them: **only the event thread lets a card in**, and after a
/// card left it first goes back to pcscd once, so that pcscd sees the empty slot however fast the next card comes.
final class Slot: Sendable {
    /// How long a card may take for one APDU. Longer than any command of a real card, which may take 5 s.
    static let exchangeTime = 30_000
    /// How long a card may take to be powered, reset, and to tell its ATR.
    static let powerTime = 5_000

    let listener: CardListener
    let bell: WakeUp
    let state = Mutex(State())

    struct State {
        /// The card in the slot.
        var card: CardConnection?
        /// The card's ATR while it is powered.
        var answerToReset: [UInt8] = []
        /// The card failed to answer in time. A late answer could be taken for the next one's, so nothing is sent to
        /// it until it was taken out.
        var isMute = false
        /// A card left, and the event thread has not told pcscd yet.
        var hasBeenVacated = false
        /// pcscd wants its event thread back.
        var isStopping = false
    }

    init(_ address: ListeningAddress) throws(CardLinkError) {
        listener = try CardListener(address)
        bell = try WakeUp()
    }

    /// Ends everything, whatever other threads are doing here.
    func close() {
        state.withLock { state in
            state.isStopping = true
            state.card?.hangUp()
            state.card = nil
        }
        bell.ring()
    }

    /// The card is gone: the slot is empty and the event thread hears of it.
    func vacate(_ card: CardConnection) {
        let wasHere = state.withLock { state in
            guard state.card === card else { return false }
            state.card = nil
            state.answerToReset = []
            state.isMute = false
            state.hasBeenVacated = true
            return true
        }
        card.hangUp()
        if wasHere { bell.ring() }
    }
}
