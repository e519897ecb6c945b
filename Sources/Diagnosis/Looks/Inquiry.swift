import Synchronization

/// Lets one question to a service be under way: one that hangs must not gather a thread with each look.
final class Inquiry: Sendable {
    private let isUnderWay = Mutex(false)

    /// False where another one has not ended.
    func begin() -> Bool {
        isUnderWay.withLock { isUnderWay in
            defer { isUnderWay = true }
            return !isUnderWay
        }
    }

    func end() { isUnderWay.withLock { $0 = false } }
}
