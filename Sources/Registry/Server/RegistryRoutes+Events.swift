import Hummingbird

/// The event feed, for systems behind the registry.
extension RegistryRoutes {
    func addEvents(to router: Router<StationContext>) {
        router.get("v1/events", use: getEvents)
    }

    @Sendable private func getEvents(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try context.consumer()
        let events = try await api.events(
            after: try Self.number("after", of: request, or: 0),
            limit: try Self.number("limit", of: request, or: EventPage.usualEvents),
            wait: try Self.number("wait", of: request, or: 0))
        return Self.answer(.ok, try EventPage(events).serialized())
    }

    private static func number(_ name: String, of request: Request, or usual: Int) throws -> Int {
        guard let text = request.uri.queryParameters[name[...]] else { return usual }
        guard let number = DecimalText.number(text) else {
            throw ProblemDetails.malformedRequest("\(name) is no number from 0.")
        }
        return number
    }
}
