import NIOHTTP1

extension RegistryClient {
    package func events(after number: Int, limit: Int, wait: Int) async throws -> [RegistryEvent] {
        let answer = try await exchange(
            .GET, "/v1/events?after=\(number)&limit=\(limit)&wait=\(wait)", atMost: 4 << 20)
        do { return try EventPage(parsing: answer.body, after: number).events } catch {
            throw Unreachable(.notARegistry, "the events are not of the known form", retryable: false)
        }
    }
}
