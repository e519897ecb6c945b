internal import CIFDHandler
internal import CardLink
internal import ReaderModels

/// What a client learns through SCardGetAttrib, and what pcscd asks the driver about itself.
enum ReaderAttribute {
    /// The bytes of an attribute; nil for one that we do not have.
    static func value(_ tag: DWORD, of slot: Slot) -> [UInt8]? {
        switch Int32(truncatingIfNeeded: tag) {
        case TAG_IFD_ATR: return slot.answerToReset
        case TAG_IFD_SIMULTANEOUS_ACCESS: return [SlotTable.capacity]
        case TAG_IFD_THREAD_SAFE, TAG_IFD_SLOTS_NUMBER: return [1]
        case TAG_IFD_POLLING_THREAD_KILLABLE, TAG_IFD_SLOT_THREAD_SAFE: return [0]
        case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT: return bytes(waitForChange)
        case TAG_IFD_STOP_POLLING_THREAD: return bytes(stopWaiting)
        default: break
        }
        switch tag {
        case attribute(1, 0x0100): return text("chip-id-station")
        case attribute(1, 0x0101): return text(modelName(slot.model))
        case attribute(1, 0x0102): return number(ReaderFeatures.version)
        case attribute(1, 0x0103): return text(slot.listener.address.description)
        case attribute(3, 0x0120): return number(UInt32(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1))
        // Mechanical characteristics: bit 3 is SCARD_READER_CONTACTLESS.
        case attribute(6, 0x0150): return number(slot.model.isContactless ? 8 : 0)
        case attribute(8, 0x0201): return slot.chosenProtocol.map(number)
        case attribute(9, 0x0300): return [slot.isCardPresent ? 2 : 0]
        case attribute(9, 0x0301): return [slot.answerToReset == nil ? 0 : 1]
        case attribute(9, 0x0303): return slot.answerToReset
        // The card's kind: 0 unknown, 1 ISO/IEC 7816-3, 5 ISO/IEC 14443 type A.
        case attribute(9, 0x0304):
            return [cardType(slot)]
        default: return nil
        }
    }

    /// What a client is told of the model. A model plays a reader's limits and not the reader.
    static func modelName(_ model: ReaderModel) -> String {
        model == .plain ? "chip-id virtual reader" : "chip-id virtual reader, model \(model.name)"
    }

    private static func cardType(_ slot: Slot) -> UInt8 {
        guard let card = slot.answerToReset.flatMap(AnswerToReset.init(parsing:)) else { return 0 }
        return slot.model.isContactless && card.isContactless ? 5 : 1
    }

    /// SCARD_ATTR_VALUE, a macro that Swift does not see.
    private static func attribute(_ attributeClass: DWORD, _ tag: DWORD) -> DWORD { attributeClass << 16 | tag }

    private static func text(_ string: String) -> [UInt8] { Array(string.utf8) + [0] }

    /// A DWORD in an attribute has 32 bits, as on the wire of PC/SC.
    private static func number(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

    private static func bytes<Function>(_ function: Function) -> [UInt8] {
        withUnsafeBytes(of: function) { Array($0) }
    }

    /// pcscd waits up to ten minutes for a card, and only between two waits it tells clients that a reader came into
    /// use, or powers an unused card down. So no wait is longer than a second, but for the grace before powering down.
    private static let waitForChange: @convention(c) (DWORD, Int32) -> RESPONSECODE = { lun, timeout in
        guard let slot = SlotTable.slot(lun) else { return RESPONSECODE(IFD_NO_SUCH_DEVICE) }
        slot.waitForChange(milliseconds: timeout > 5_000 ? 1_000 : Int(timeout))
        return RESPONSECODE(IFD_SUCCESS)
    }

    private static let stopWaiting: @convention(c) (DWORD) -> RESPONSECODE = { lun in
        SlotTable.slot(lun)?.stopWaiting()
        return RESPONSECODE(IFD_SUCCESS)
    }
}
