/// Runs a body, and cancels it with a problem when it takes too long.
func withTimeLimit<Value: Sendable>(
    seconds: Int, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask(operation: body)
        group.addTask {
            try await Task.sleep(for: .seconds(seconds))
            throw ProblemDetails(
                .timedOut, status: 408, title: "The request took too long",
                detail: "Its body was not complete after \(seconds) seconds.", retryable: true)
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}
