import Foundation

/// A socket that takes what a program says to journald.
package final class JournalReceiver: @unchecked Sendable {
    // @unchecked: what it holds is set in `init` and closed in `deinit`; the socket itself may be read by anyone.
    package let path = "/tmp/chip-id-journal-\(UUID().uuidString.prefix(8))"
    private let file: Int32

    /// Nil where this machine gives no socket.
    package init?() {
        file = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(file, $0, size) }
        }
        guard file >= 0, bound == 0 else { return nil }
    }

    deinit {
        close(file)
        unlink(path)
    }

    /// The datagrams that have come since the last call.
    package func datagrams() -> [[UInt8]] {
        var datagrams: [[UInt8]] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while case let count = recv(file, &buffer, buffer.count, Int32(MSG_DONTWAIT)), count >= 0 {
            datagrams.append(Array(buffer.prefix(count)))
        }
        return datagrams
    }
}
