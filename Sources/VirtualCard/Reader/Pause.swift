import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// Blocking waits of exact length.
enum Pause {
    /// Sleeps for most of the time and looks at the clock for the rest, as a sleep ends late by some tenth of a
    /// millisecond.
    static func block(until end: ContinuousClock.Instant) {
        let margin = Duration.microseconds(300)
        let rest = end - ContinuousClock.now - margin
        if rest > .zero {
            let (seconds, attoseconds) = rest.components
            usleep(UInt32(clamping: seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
        }
        while ContinuousClock.now < end {}
    }
}
