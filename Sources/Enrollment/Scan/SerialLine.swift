import Foundation
import Synchronization

/// One serial device in raw mode, read by one thread; another may stop it.
///
/// `@unchecked Sendable`: the device's descriptor belongs to the reading thread alone; the pipe that wakes it is made in
/// `init`, and `isStopped` is behind a lock.
final class SerialLine: @unchecked Sendable {
    private let path: String
    private let speed: speed_t
    private let wake: (reader: Int32, writer: Int32)
    private let stopped = Mutex(false)
    private var device: Int32 = -1

    /// nil where the system gives no pipe.
    init?(path: String, speed: Int) {
        self.path = path
        self.speed = Self.speed(speed)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wake = (ends[0], ends[1])
    }

    deinit {
        close()
        Glibc.close(wake.reader)
        Glibc.close(wake.writer)
    }

    var isStopped: Bool { stopped.withLock { $0 } }

    /// Ends waiting and reading, from any thread.
    func stop() {
        stopped.withLock { $0 = true }
        _ = write(wake.writer, [0], 1)
    }

    /// Opens the device in raw mode; false where it is not there or no terminal.
    func open() -> Bool {
        close()
        device = Glibc.open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard device >= 0 else { return false }
        var settings = termios()
        guard isatty(device) == 1, tcgetattr(device, &settings) == 0 else {
            close()
            return false
        }
        cfmakeraw(&settings)
        settings.c_cflag |= tcflag_t(CLOCAL | CREAD)
        cfsetspeed(&settings, speed)
        guard tcsetattr(device, TCSANOW, &settings) == 0 else {
            close()
            return false
        }
        return true
    }

    func close() {
        if device >= 0 { Glibc.close(device) }
        device = -1
    }

    /// Octets that came; none where the time was over; nil where the device is gone or reading was stopped.
    ///
    /// - Parameter time: milliseconds, -1 for ever.
    func read(within time: Int32) -> [UInt8]? {
        var polled = [
            pollfd(fd: device, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.reader, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&polled, 2, time)
        if isStopped { return nil }
        if count == 0 || (count < 0 && errno == EINTR) { return count == 0 ? [] : read(within: time) }
        guard count > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let received = Glibc.read(device, &buffer, buffer.count)
        if received < 0, [EAGAIN, EINTR].contains(errno), polled[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) == 0 {
            return read(within: time)
        }
        return received > 0 ? Array(buffer.prefix(received)) : nil
    }

    /// Waits, or until stopped.
    func wait(_ time: Int32) {
        var polled = [pollfd(fd: wake.reader, events: Int16(POLLIN), revents: 0)]
        _ = poll(&polled, 1, time)
    }

    private static func speed(_ baud: Int) -> speed_t {
        switch baud {
        case 1200: speed_t(B1200)
        case 2400: speed_t(B2400)
        case 4800: speed_t(B4800)
        case 19200: speed_t(B19200)
        case 38400: speed_t(B38400)
        case 57600: speed_t(B57600)
        case 115200: speed_t(B115200)
        default: speed_t(B9600)
        }
    }
}
