import Synchronization

/// Work that is not waited for beyond a time. What blocks a thread goes on there, and nobody hears of it any more.
enum TimeLimit {
    struct Passed: Error {}

    static func run<Value: Sendable>(
        _ limit: Duration, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let race = Race<Value>()
        return try await withCheckedThrowingContinuation { continuation in
            race.waits(continuation)
            let work = Task {
                do { race.end(.success(try await body())) } catch { race.end(.failure(error)) }
            }
            Task {
                try? await Task.sleep(for: limit)
                race.end(.failure(Passed()))
                work.cancel()
            }
        }
    }

    /// Of two that want to answer, the first one does.
    private final class Race<Value: Sendable>: Sendable {
        private let continuation = Mutex<CheckedContinuation<Value, any Error>?>(nil)

        func waits(_ waiter: CheckedContinuation<Value, any Error>) { continuation.withLock { $0 = waiter } }

        func end(_ result: Result<Value, any Error>) {
            let waiter = continuation.withLock { continuation in
                defer { continuation = nil }
                return continuation
            }
            waiter?.resume(with: result)
        }
    }
}
