/// Where a virtual reader waits for its card.
package enum ReaderAddress: Sendable, Hashable {
    /// A Unix socket.
    case unix(path: String)
    /// A port on 127.0.0.1.
    case loopback(port: UInt16)

    /// Reads what reader.conf's DEVICENAME says: `unix:/path/to.sock`, `tcp:127.0.0.1:35963`, or just a path.
    package init?(parsing text: String) {
        if text.hasPrefix("tcp:127.0.0.1:"), let port = UInt16(text.dropFirst(14)), port > 0 {
            self = .loopback(port: port)
        } else if text.hasPrefix("unix:/") || text.hasPrefix("/") {
            self = .unix(path: text.hasPrefix("/") ? text : String(text.dropFirst(5)))
        } else {
            return nil
        }
    }
}

extension ReaderAddress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .loopback(let port): "tcp:127.0.0.1:\(port)"
        }
    }
}
