import Synchronization

/// Lets so many requests in at once, of each client only some; a few more wait in their order, and the rest is told to
/// come back later. So the registry's pace stays the same however many ask, and no client takes the others' places.
package final class AdmissionControl: Sendable {
    package struct Limits: Sendable {
        /// Requests in work at once, of all clients together and of one.
        package var inWork = 64
        package var inWorkOfOne = 8
        /// Requests that wait, of all clients together and of one.
        package var waiting = 256
        package var waitingOfOne = 16
        /// Seconds that a client is asked to wait before it tries again; each answer names up to twice as many.
        package var retryAfter = 5

        package init() {}
    }

    private struct Waiter {
        let id: Int
        let client: String
        let place: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var inWork: [String: Int] = [:]
        var total = 0
        var waiters: [Waiter] = []
        var lastID = 0
        var abandoned: Set<Int> = []
    }

    private let limits: Limits
    private let state = Mutex(State())

    init(_ limits: Limits) { self.limits = limits }

    /// Requests in work and waiting now.
    var load: (inWork: Int, waiting: Int) { state.withLock { ($0.total, $0.waiters.count) } }

    /// Runs the body as soon as there is a place for this client.
    func withPlace<Value: Sendable>(for client: String, _ body: () async throws -> Value) async throws -> Value {
        try await enter(client)
        defer { leave(client) }
        return try await body()
    }

    private func enter(_ client: String) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if state.abandoned.remove(id) != nil { return .failure(CancellationError()) }
                    if state.total < limits.inWork, state.inWork[client, default: 0] < limits.inWorkOfOne {
                        state.total += 1
                        state.inWork[client, default: 0] += 1
                        return .success(())
                    }
                    let own = state.waiters.count { $0.client == client }
                    guard state.waiters.count < limits.waiting, own < limits.waitingOfOne else {
                        return .failure(Self.refusal(limits, isOwn: own >= limits.waitingOfOne))
                    }
                    state.waiters.append(Waiter(id: id, client: client, place: continuation))
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                    state.abandoned.insert(id)
                    return nil
                }
                return state.waiters.remove(at: index)
            }
            waiter?.place.resume(throwing: CancellationError())
        }
        state.withLock { _ = $0.abandoned.remove(id) }
    }

    private func leave(_ client: String) {
        let next = state.withLock { state -> Waiter? in
            state.total -= 1
            let rest = state.inWork[client, default: 1] - 1
            state.inWork[client] = rest > 0 ? rest : nil
            guard
                let index = state.waiters.firstIndex(where: {
                    state.inWork[$0.client, default: 0] < limits.inWorkOfOne
                })
            else { return nil }
            let waiter = state.waiters.remove(at: index)
            state.total += 1
            state.inWork[waiter.client, default: 0] += 1
            return waiter
        }
        next?.place.resume()
    }

    private static func refusal(_ limits: Limits, isOwn: Bool) -> ProblemDetails {
        ProblemDetails(
            .tooManyRequests, status: 429, title: "There are too many requests at once",
            detail: isOwn
                ? "This client has \(limits.inWorkOfOne) requests in work and \(limits.waitingOfOne) that wait."
                : "The registry has as many requests in work as it can.",
            retryable: true, retryAfter: Int.random(in: limits.retryAfter...2 * limits.retryAfter))
    }
}
