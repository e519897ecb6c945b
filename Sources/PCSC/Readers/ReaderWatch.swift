internal import CPCSC
internal import SmartCard

/// Looks at the readers and waits for changes. Blocking: it belongs on a thread of its own.
struct ReaderWatch {
    private let connection: ServiceConnection
    /// What was last seen.
    private(set) var readers: [Reader] = []

    /// How often to look again, a millisecond apart, where pcscd was seen between two of its steps.
    private static let secondLooks = 50

    init() throws(SmartCardError) {
        connection = try ServiceConnection()
        _ = try look(milliseconds: 0)
    }

    /// Waits until something changed, or the time is over, and returns what happened.
    mutating func wait(milliseconds: Int) throws(SmartCardError) -> [ReaderEvent] {
        let before = readers
        _ = try look(milliseconds: milliseconds)
        for _ in 0..<Self.secondLooks where !ReaderEvent.areConsistent(before, readers) {
            Blocking.sleep(milliseconds: 1)
            _ = try look(milliseconds: 0)
        }
        return ReaderEvent.between(before, readers)
    }

    /// SCardGetStatusChange over the readers that there are now and the pseudo-reader that tells of new ones.
    private mutating func look(milliseconds: Int) throws(SmartCardError) -> Bool {
        let names = try connection.readerNames()
        let known = names.map { name in readers.first { $0.name == name } }
        // A reader that came or went is told without waiting for more.
        let isSettled = known.allSatisfy { $0 != nil } && names.count == readers.count
        var text = names.map { Array($0.utf8CString) }
        // The call takes as many as pcscd can have readers at all, the pseudo-reader included. Where all are there, no
        // other can come before one leaves, and that is told by its own state.
        let watchesForMore = names.count < Int(PCSCLITE_MAX_READERS_CONTEXTS)
        if watchesForMore { text.append(Array(#"\\?PnP?\Notification"#.utf8CString)) }
        var states = known.map { reader in
            var state = SCARD_READERSTATE()
            state.dwCurrentState = DWORD(reader?.state.rawValue ?? 0)
            return state
        }
        if watchesForMore { states.append(SCARD_READERSTATE()) }
        let result = Self.withPointers(to: text) { pointers in
            for (index, pointer) in zip(states.indices, pointers) { states[index].szReader = pointer }
            let time = isSettled ? DWORD(max(milliseconds, 0)) : 0
            return ResultCode(SCardGetStatusChange(connection.handle, time, &states, DWORD(states.count)))
        }
        switch result {
        case .success, .timeout, .cancelled: break
        // A reader left between the two calls: the next look sees the shorter list.
        case .unknownReader, .readerUnavailable: return false
        default: throw SmartCardError(result)
        }
        readers = zip(names, states).map { name, state in
            // The changed flag says something about this look, not about the reader.
            let flags = UInt32(truncatingIfNeeded: state.dwEventState) & ~0x2
            let answerToReset = withUnsafeBytes(of: state.rgbAtr) { Array($0.prefix(Int(clamping: state.cbAtr))) }
            return Reader(name: name, state: ReaderState(rawValue: flags, answerToReset: answerToReset))
        }
        return true
    }

    private static func withPointers<Result>(
        to strings: [[CChar]], _ body: ([UnsafePointer<CChar>]) -> Result
    ) -> Result {
        var copies: [UnsafeMutablePointer<CChar>] = []
        defer { for copy in copies { copy.deallocate() } }
        for string in strings {
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: string.count)
            copy.initialize(from: string, count: string.count)
            copies.append(copy)
        }
        return body(copies.map { UnsafePointer($0) })
    }
}
