import Enrollment

extension StationMetrics {
    /// Runs a reading of a card, and counts what came of it, where somebody looks at that.
    static func reading<Value>(
        _ metrics: StationMetrics?, _ body: () async throws -> (value: Value, verdict: String)
    ) async throws -> Value {
        let start = ContinuousClock.now
        do {
            let (value, verdict) = try await body()
            metrics?.read(verdict, after: ContinuousClock.now - start)
            return value
        } catch {
            metrics?.failed(Failure(error).code)
            throw error
        }
    }
}
