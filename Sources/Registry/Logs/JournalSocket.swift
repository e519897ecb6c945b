import FoundationEssentials
import Glibc
import Synchronization

/// The socket at which journald takes entries. Never waits.
package final class JournalSocket: Sendable {
    /// The machine's; another one where `CHIP_ID_JOURNAL` in the environment names it, for tests.
    package static let system = JournalSocket(
        ProcessInfo.processInfo.environment["CHIP_ID_JOURNAL"] ?? "/run/systemd/journal/socket")

    private let path: String
    private let file: Int32
    private let dropped = Mutex(0)

    package init(_ path: String) {
        self.path = path
        file = socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    }

    deinit { if file >= 0 { close(file) } }

    /// Whether somebody may be listening.
    var isThere: Bool { file >= 0 && access(path, W_OK) == 0 }

    /// Sends an entry, or counts it as dropped.
    func send(_ entry: JournalEntry) {
        var entry = entry
        dropped.withLock { dropped in
            if dropped > 0 { entry.add("CHIP_ID_DROPPED", "\(dropped)") }
            dropped = sendNow(entry.bytes) ? 0 : dropped + 1
        }
    }

    private func sendNow(_ bytes: [UInt8]) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        let isShort = withUnsafeMutableBytes(of: &address.sun_path) { place in
            guard name.count < place.count else { return false }
            place.copyBytes(from: name)
            return true
        }
        guard isShort else { return false }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                sendto(
                    file, bytes, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL), address, size
                )
            }
        } == bytes.count
    }
}
