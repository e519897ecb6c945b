/// The event feed of the registry itself.
extension RecordIntake {
    /// Between two looks while a consumer waits. Other processes write into the same database, so that looking is the only
    /// way to know.
    private static let pause = Duration.milliseconds(250)

    package func events(after number: Int, limit: Int, wait: Int) async throws -> [RegistryEvent] {
        guard number >= 0, (1...EventPage.mostEvents).contains(limit), (0...EventPage.longestWait).contains(wait) else {
            throw ProblemDetails.malformedRequest(
                "after is a number from 0, limit one from 1 to \(EventPage.mostEvents), wait one from 0 to \(EventPage.longestWait)."
            )
        }
        let end = ContinuousClock.now.advanced(by: .seconds(min(wait, EventPage.effectiveWait)))
        while true {
            let events = try await storage.events(after: number, limit: limit)
            guard events.isEmpty, ContinuousClock.now < end else { return events }
            try await Task.sleep(for: min(Self.pause, ContinuousClock.now.duration(to: end)))
        }
    }
}
