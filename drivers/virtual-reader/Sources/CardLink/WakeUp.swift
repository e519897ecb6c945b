internal import Glibc

/// A bell that wakes a thread out of poll(2): a pipe with at most a few bytes in it.
package final class WakeUp: Sendable {
    /// Becomes readable when someone rings.
    package let descriptor: Int32
    private let rope: Int32

    package init() throws(CardLinkError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("pipe", errno) }
        (descriptor, rope) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        close(descriptor)
        close(rope)
    }

    /// Rings. Ringing often before anyone listens is the same as once.
    package func ring() {
        var byte: UInt8 = 1
        _ = write(rope, &byte, 1)
    }

    /// Makes it silent again.
    package func silence() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}
