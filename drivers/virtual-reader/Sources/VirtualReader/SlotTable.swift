internal import CIFDHandler
internal import Synchronization

/// The slots by the number (Lun) that pcscd gave each.
enum SlotTable {
    /// As many as pcscd can have readers at all.
    static let capacity: UInt8 = UInt8(PCSCLITE_MAX_READERS_CONTEXTS)

    private static let slots = Mutex<[DWORD: Slot]>([:])

    static func slot(_ lun: DWORD) -> Slot? { slots.withLock { $0[lun] } }

    static func add(_ slot: Slot, as lun: DWORD) { slots.withLock { $0[lun] = slot } }

    static func remove(_ lun: DWORD) -> Slot? { slots.withLock { $0.removeValue(forKey: lun) } }
}
