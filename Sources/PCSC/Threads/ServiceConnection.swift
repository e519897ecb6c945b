internal import CPCSC
internal import SmartCard

/// A connection to pcscd (SCARDCONTEXT). Each belongs to one thread; it ends with its last reference.
///
/// libpcsclite lets one call at a time through each, so every transaction and every wait has a connection of its own.
final class ServiceConnection: Sendable {
    let handle: SCARDCONTEXT

    init() throws(SmartCardError) {
        var handle: SCARDCONTEXT = 0
        try ResultCode(SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &handle)).check()
        self.handle = handle
    }

    deinit { SCardReleaseContext(handle) }

    /// The names of the readers, in pcscd's order; empty where there are none.
    ///
    /// With room for as many and as long names as there can be: libpcsclite measures and copies from a table that another
    /// thread's call may change in between.
    func readerNames() throws(SmartCardError) -> [String] {
        var text = [CChar](repeating: 0, count: Int(PCSCLITE_MAX_READERS_CONTEXTS) * Int(MAX_READERNAME) + 1)
        var length = DWORD(text.count)
        switch ResultCode(SCardListReaders(handle, nil, &text, &length)) {
        case .success:
            return text.prefix(Int(clamping: length)).split(separator: 0).map {
                String(decoding: $0.map(UInt8.init(bitPattern:)), as: UTF8.self)
            }
        case .noReadersAvailable: return []
        case let failure: throw SmartCardError(failure)
        }
    }
}
