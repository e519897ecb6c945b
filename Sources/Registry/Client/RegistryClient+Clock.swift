import FoundationEssentials
import NIOHTTP1

extension RegistryClient {
    /// What two clocks may differ by, in seconds.
    private static let largestDifference: TimeInterval = 300

    /// Compares the station's clock with the registry's, which stands in every answer's Date (RFC 9110 §6.6.1). Times in
    /// records and signatures are the station's: with a wrong clock nothing is sent.
    func checkClock(_ headers: HTTPHeaders) throws(Unreachable) {
        guard let text = headers.first(name: "date"), let there = HTTPDate.date(text) else { return }
        let difference = clock().timeIntervalSince(there)
        guard abs(difference) > Self.largestDifference else { return }
        let minutes = Int((abs(difference) / 60).rounded())
        throw Unreachable(
            .clockWrong,
            "the station's clock is \(minutes) minutes \(difference > 0 ? "ahead of" : "behind") the registry's",
            retryable: false)
    }
}
