/// A way to look at one thing, and the longest that it may take.
package struct Look: Sendable {
    package let id: CheckID
    package let limit: Duration
    let look: @Sendable () async throws -> StationCheck

    /// - Parameters:
    ///   - id: which check it is.
    ///   - limit: nil for the check's own.
    ///   - gather: finds the facts; throws where they cannot be had. It may hold its thread.
    package init(
        _ id: CheckID, within limit: Duration? = nil, _ gather: @escaping @Sendable () async throws -> some CheckedFacts
    ) {
        self.id = id
        self.limit = limit ?? id.timeLimit
        look = { try await gather().check }
    }
}

/// Why something could not be looked at.
enum LookFailure: Error {
    /// Another check says why: nothing of this can be told before that is in order.
    case after(CheckID)
    case notPossible(String)
}
