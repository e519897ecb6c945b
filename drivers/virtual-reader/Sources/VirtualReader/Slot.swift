internal import CardLink
internal import ReaderModels
internal import Synchronization

/// One reader of ours: an opening where a card connects, and the card that did.
///
/// pcscd calls from several threads: its event thread waits in ``waitForChange(milliseconds:)``, clients' threads
/// power the card and exchange APDUs. The rule between them: **only the event thread lets a card in**, and after a
/// card left it first goes back to pcscd once, so that pcscd sees the empty slot however fast the next card comes.
final class Slot: Sendable {
    let model: ReaderModel
    let listener: CardListener
    let bell: WakeUp
    let state = Mutex(State())

    struct State {
        /// The card in the slot.
        var card: CardConnection?
        /// What the reader found of the card when it came; another one each time.
        var uid: [UInt8] = []
        /// The card's ATR while it is powered.
        var answerToReset: [UInt8] = []
        /// The protocol that pcscd chose for the card, as SCARD_PROTOCOL_T0 or T1 has it; 0 before it did.
        var chosenProtocol: UInt32 = 0
        /// The card failed to answer in time. A late answer could be taken for the next one's, so nothing is sent to
        /// it until it was taken out.
        var isMute = false
        /// A card left, and pcscd must not know yet: until then it seems to be there.
        var lingering: Deadline?
        /// The model loses APDUs until then.
        var notReady: Deadline?
        /// Calls that power the card or reset it, and that pcscd waits for.
        var powering = 0
        /// Until then pcscd may still be writing down how the last of them ended.
        var settling: Deadline?
        /// A card left, and the event thread has not told pcscd yet.
        var hasBeenVacated = false
        /// pcscd wants its event thread back, once: to end it, or to have it see that a client left.
        var isCalledBack = false
        /// The reader is closed, and takes no card any more.
        var isClosed = false
    }

    init(_ name: DeviceName) throws(CardLinkError) {
        model = name.model
        listener = try CardListener(name.address, access: name.access)
        bell = try WakeUp()
    }

    /// Ends everything, whatever other threads are doing here.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.isCalledBack = true
            state.card?.hangUp()
            state.card = nil
            state.lingering = nil
        }
        bell.ring()
    }

    /// The card is gone: the slot is empty and the event thread hears of it, at once or when the model notices.
    func vacate(_ card: CardConnection) {
        let wasHere = state.withLock { state in
            guard state.card === card else { return false }
            state.card = nil
            state.answerToReset = []
            state.chosenProtocol = 0
            state.isMute = false
            state.lingering = removalDelay(state).map { Deadline(milliseconds: $0) }
            state.hasBeenVacated = state.lingering == nil
            return true
        }
        card.hangUp()
        if wasHere { bell.ring() }
    }

    /// How long pcscd must not hear of a removal: as long as the model takes to notice, and until pcscd has written down
    /// that a reset failed. It writes “present and mute” then, without a look at what its event thread found meanwhile,
    /// and a card that it took for gone before would be there for good.
    private func removalDelay(_ state: State) -> Int? {
        let settling = state.powering > 0 || state.settling.map { $0.millisecondsLeft > 0 } ?? false
        return model.removalDelay.map { .random(in: $0) } ?? (settling ? Self.settlingTime : nil)
    }

    /// Longer than pcscd takes from our answer to its note of it, in milliseconds.
    static let settlingTime = 50
}
