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
    func readerNames() throws(SmartCardError) -> [String] {
        while true {
            var length: DWORD = 0
            switch ResultCode(SCardListReaders(handle, nil, nil, &length)) {
            case .success: break
            case .noReadersAvailable: return []
            case let failure: throw SmartCardError(failure)
            }
            // 16 readers of 128 bytes are pcscd's most; a list that grew between the two calls is asked for again.
            guard length <= 1 << 20 else { throw SmartCardError(.insufficientBuffer) }
            var text = [CChar](repeating: 0, count: Int(length))
            switch ResultCode(SCardListReaders(handle, nil, &text, &length)) {
            case .success:
                return text.prefix(Int(length)).split(separator: 0).map {
                    String(decoding: $0.map(UInt8.init(bitPattern:)), as: UTF8.self)
                }
            case .noReadersAvailable: return []
            case .insufficientBuffer: continue
            case let failure: throw SmartCardError(failure)
            }
        }
    }
}
