import Synchronization

/// Work with an end.
enum TimeLimit {
    /// Runs the body and returns what it gave; nil where the time was over first.
    ///
    /// A body that waits for a card without end cannot be stopped; it is left alone, and whatever it does afterwards must be
    /// kept from the card by other means (``GatedChannel``).
    static func run<Value: Sendable>(
        _ limit: Duration, _ body: @escaping @Sendable () async throws -> Value
    ) async -> Result<Value, any Error>? {
        await withCheckedContinuation { continuation in
            let taken = Once(continuation)
            let timer = Task {
                guard (try? await Task.sleep(for: limit)) != nil else { return }
                taken.resume(nil)
            }
            Task {
                let result: Result<Value, any Error>
                do { result = .success(try await body()) } catch { result = .failure(error) }
                timer.cancel()
                taken.resume(result)
            }
        }
    }

    /// A continuation that the first of two resumes.
    private final class Once<Value: Sendable>: Sendable {
        private let continuation: Mutex<CheckedContinuation<Value, Never>?>

        init(_ continuation: CheckedContinuation<Value, Never>) { self.continuation = Mutex(continuation) }

        func resume(_ value: Value) {
            continuation.withLock { continuation in
                defer { continuation = nil }
                return continuation
            }?.resume(returning: value)
        }
    }
}
