/// Where events can be had in order.
package protocol EventFeed: Sendable {
    /// Events after a number, at most so many and at most ``EventPage/mostEvents``. Where there are none, the answer may
    /// wait so many seconds, up to ``EventPage/longestWait``, for the first.
    ///
    /// A consumer keeps the number of the last event that it is done with, and goes on after it: each event comes at least
    /// once, and none is left out.
    func events(after number: Int, limit: Int, wait: Int) async throws -> [RegistryEvent]
}

/// The answer to `GET /v1/events`.
package struct EventPage: Sendable, Hashable {
    package let events: [RegistryEvent]

    package static let mostEvents = 1000
    /// Where nobody says how many.
    package static let usualEvents = 100
    /// Seconds that may be asked for.
    package static let longestWait = 60
    /// Seconds after which the answer comes all the same: before anybody takes the connection for dead.
    static let effectiveWait = 30

    func serialized() throws(RegistryError) -> [UInt8] {
        try (["events": .array(events.map(\.json))] as JSONValue).canonical()
    }

    init(_ events: [RegistryEvent]) { self.events = events }

    /// Reads the answer, whose numbers must follow on the one asked for without a gap.
    init(parsing bytes: [UInt8], after number: Int) throws(RegistryError) {
        let json = try JSONValue(parsing: bytes)
        guard let elements = json["events"]?.array, elements.count <= Self.mostEvents else {
            throw RegistryError(.malformedJSON, "the answer with events is not of the known form", fault: .registry)
        }
        events = try elements.map { (json) throws(RegistryError) in try RegistryEvent(json: json) }
        for (index, event) in events.enumerated() where event.number != number + 1 + index {
            throw RegistryError(.malformedJSON, "event \(number + 1 + index) is missing in the feed", fault: .registry)
        }
    }
}
