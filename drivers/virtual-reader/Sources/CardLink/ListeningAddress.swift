/// Where a slot waits for its card: a Unix socket, or a port that only this machine reaches.
package enum ListeningAddress: Sendable, Hashable {
    /// A Unix socket at an absolute path. Only the user that runs pcscd can connect.
    case unix(path: String)
    /// A port on 127.0.0.1. Any user of this machine can connect.
    case loopback(port: UInt16)

    /// The longest path that a Unix socket's address holds.
    package static let longestPath = 107

    /// Reads the first part of a DEVICENAME of reader.conf: `unix:/path/to.sock` or `tcp:127.0.0.1:35963`.
    ///
    /// pcscd leaves quotation marks around a quoted value, so they are taken off here.
    package init(parsing deviceName: String) throws(CardLinkError) {
        var text = deviceName[...]
        if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard path.hasPrefix("/") else { throw .refusedAddress("the path must start with /") }
            guard path.utf8.count <= Self.longestPath, !path.utf8.contains(0) else {
                throw .refusedAddress("the path has \(path.utf8.count) bytes, at most \(Self.longestPath) fit")
            }
            self = .unix(path: path)
        } else if text.hasPrefix("tcp:") {
            let parts = text.dropFirst(4).split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "127.0.0.1" else {
                throw .refusedAddress("only 127.0.0.1 may be listened on: a card must not come from the network")
            }
            guard let port = UInt16(parts[1]), port > 0 else {
                throw .refusedAddress("the port must be 1 to 65535")
            }
            self = .loopback(port: port)
        } else {
            throw .refusedAddress("DEVICENAME must be unix:/path/to.sock or tcp:127.0.0.1:PORT")
        }
    }
}

extension ListeningAddress: CustomStringConvertible {
    /// As in reader.conf.
    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .loopback(let port): "tcp:127.0.0.1:\(port)"
        }
    }
}
