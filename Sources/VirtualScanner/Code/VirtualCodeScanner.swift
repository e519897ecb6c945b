import Foundation

/// A 2D scanner without hardware: a pseudo terminal whose other end is read like `/dev/ttyACM0`.
///
/// What is sent before a reader is there waits in the terminal, up to its 4 kB. The device is gone when this goes.
package final class VirtualCodeScanner: Sendable {
    private let master: Int32
    /// Kept open, so that a reader that leaves does not end the device.
    private let slave: Int32
    /// The device's path, `/dev/pts/…`.
    package let path: String

    /// Throws a POSIX error where the system gives no terminal.
    package init() throws {
        var settings = termios()
        cfmakeraw(&settings)
        settings.c_cflag |= tcflag_t(CREAD | CLOCAL)
        cfsetspeed(&settings, speed_t(B9600))
        var (master, slave): (Int32, Int32) = (-1, -1)
        guard openpty(&master, &slave, nil, &settings, nil) == 0 else { throw Self.failure() }
        _ = [master, slave].map { fcntl($0, F_SETFD, FD_CLOEXEC) }
        var name = [CChar](repeating: 0, count: 128)
        guard ttyname_r(slave, &name, name.count) == 0 else {
            close(slave)
            close(master)
            throw Self.failure()
        }
        let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        (self.master, self.slave, self.path) = (master, slave, path)
    }

    deinit {
        close(slave)
        close(master)
    }

    /// Sends octets as they are. Blocks where nobody reads and the terminal is full.
    package func send(_ octets: [UInt8]) throws {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { throw Self.failure() }
            rest = rest.dropFirst(max(0, count))
        }
    }

    private static func failure() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
