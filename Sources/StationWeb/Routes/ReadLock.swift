import Synchronization

/// One read at a time.
final class ReadLock: Sendable {
    private let isTaken = Mutex(false)

    func take() -> Bool {
        isTaken.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }

    func give() { isTaken.withLock { $0 = false } }
}
