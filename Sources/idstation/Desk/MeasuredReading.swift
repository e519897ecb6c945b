import DocumentPKI
import Enrollment
import StationWeb

extension StationMetrics {
    /// Runs a reading of a card, and counts what came of it.
    func reading<Value>(_ body: () async throws -> (Value, verdict: String)) async throws -> Value {
        let start = ContinuousClock.now
        do {
            let (value, verdict) = try await body()
            read(verdict, after: ContinuousClock.now - start)
            return value
        } catch {
            // A card that is not there took no time to be read.
            let code = (error as? DeskFailure)?.code ?? Failure(error).code
            failed(code)
            throw error
        }
    }
}
