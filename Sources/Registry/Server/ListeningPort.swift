import Synchronization

/// The port that a server will listen at, for those who wait for it.
final class ListeningPort: Sendable {
    private enum State {
        case waiting([CheckedContinuation<Int, any Error>])
        case known(Int?)
    }

    private let state = Mutex(State.waiting([]))

    /// The port, as soon as it is known.
    var port: Int {
        get async throws {
            try await withCheckedThrowingContinuation { continuation in
                let known: Int?? = state.withLock { state in
                    switch state {
                    case .known(let port): return .some(port)
                    case .waiting(let others):
                        state = .waiting(others + [continuation])
                        return nil
                    }
                }
                if let known { Self.resume(continuation, port: known) }
            }
        }
    }

    /// Tells the port, or that there will be none; only the first call counts.
    func succeed(_ port: Int?) {
        let waiting: [CheckedContinuation<Int, any Error>] = state.withLock { state in
            guard case .waiting(let continuations) = state else { return [] }
            state = .known(port)
            return continuations
        }
        for continuation in waiting { Self.resume(continuation, port: port) }
    }

    private static func resume(_ continuation: CheckedContinuation<Int, any Error>, port: Int?) {
        if let port { return continuation.resume(returning: port) }
        continuation.resume(throwing: RegistryError(.notListening, "the registry does not listen", fault: .registry))
    }
}
