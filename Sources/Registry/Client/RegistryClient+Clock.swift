package import FoundationEssentials
import NIOHTTP1

extension RegistryClient {
    /// What two clocks may differ by, in seconds.
    private static let largestDifference: TimeInterval = 300

    /// The registry's time, which stands in every answer's Date (RFC 9110 §6.6.1); nil where there is none.
    static func date(_ headers: HTTPHeaders) -> Date? { headers.first(name: "date").flatMap { HTTPDate.date($0) } }

    /// Asks the registry how it is, and what time it has; how far the station's clock is from it is for the caller to judge.
    package func timeOfRegistry() async throws -> Date? {
        try await exchange(.GET, "/v1/health", judgingClock: false).date
    }

    /// Compares the station's clock with the registry's. Times in records and signatures are the station's: with a wrong
    /// clock nothing is sent.
    func checkClock(_ there: Date?) throws(Unreachable) {
        guard let there else { return }
        let difference = clock().timeIntervalSince(there)
        guard abs(difference) > Self.largestDifference else { return }
        let minutes = Int((abs(difference) / 60).rounded())
        throw Unreachable(
            .clockWrong,
            "the station's clock is \(minutes) minutes \(difference > 0 ? "ahead of" : "behind") the registry's",
            retryable: false)
    }
}
