internal import CIFDHandler
internal import Glibc

/// Messages into pcscd's own log. Never a byte of an APDU.
enum DriverLog {
    /// What pcscd prints without being asked.
    static func error(_ message: String) { write(Int32(PCSC_LOG_ERROR), message) }

    /// What `pcscd --info` prints.
    static func info(_ message: String) { write(Int32(PCSC_LOG_INFO), message) }

    private typealias LogFunction =
        @convention(c) (Int32, UnsafePointer<CChar>, UnsafePointer<UInt8>?, Int32) -> Void

    /// pcscd's log_xxd prints a text and a hex dump. Its log_msg is variadic, which Swift cannot call; a dump of no
    /// bytes does the same. Looked up at run time, because the function is in pcscd and not in a library.
    private static let function: LogFunction? = {
        guard let symbol = dlsym(nil, "log_xxd") else { return nil }
        return unsafeBitCast(symbol, to: LogFunction.self)
    }()

    private static func write(_ level: Int32, _ message: String) {
        function?(level, "chip-id virtual reader: " + message, nil, 0)
    }
}
