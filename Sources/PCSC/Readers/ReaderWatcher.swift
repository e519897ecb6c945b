internal import SmartCard

/// Runs a ``ReaderWatch`` on a thread of its own.
actor ReaderWatcher {
    private nonisolated let thread = DedicatedThread()
    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// How long one wait lasts at most, and so how long a cancelled stream keeps its thread.
    private static let step = 500

    private var watch: ReaderWatch?

    /// The readers of this moment.
    func look() throws(SmartCardError) -> [Reader] { try ReaderWatch().readers }

    /// What happened since the last call: at the first, every reader and card there is. Waits at most half a second.
    func next() throws(SmartCardError) -> [ReaderEvent] {
        guard var watch else {
            let first = try ReaderWatch()
            watch = first
            return ReaderEvent.between([], first.readers)
        }
        do throws(SmartCardError) {
            let events = try watch.wait(milliseconds: Self.step)
            self.watch = watch
            return events
        } catch {
            self.watch = nil
            throw error
        }
    }

    /// What leaves when the service ends.
    var readers: [Reader] { watch?.readers ?? [] }
}
