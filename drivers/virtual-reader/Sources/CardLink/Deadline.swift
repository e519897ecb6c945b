internal import Glibc

/// A moment on the monotonic clock, after which waiting ends.
package struct Deadline: Sendable {
    private let nanoseconds: Int64

    /// A moment that many milliseconds from now. Negative counts as none.
    package init(milliseconds: Int) {
        let wait = Int64(min(max(milliseconds, 0), 86_400_000)) * 1_000_000
        nanoseconds = Self.now + wait
    }

    /// What is left, rounded up, in the shape that poll(2) wants; 0 when the moment has passed.
    package var millisecondsLeft: Int32 {
        let left = nanoseconds - Self.now
        return left <= 0 ? 0 : Int32(clamping: (left + 999_999) / 1_000_000)
    }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
