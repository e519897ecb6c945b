import CardCrypto
import Hummingbird

/// Holds each client's requests to its places; those that wait for events on purpose have places of their own.
struct RequestAdmission: RouterMiddleware {
    let requests: AdmissionControl
    let longPolls: AdmissionControl
    /// The route that may wait.
    static let longPollRoute = "/v1/events"

    init(_ limits: AdmissionControl.Limits) {
        requests = AdmissionControl(limits)
        var polls = AdmissionControl.Limits()
        (polls.inWork, polls.inWorkOfOne, polls.waiting, polls.waitingOfOne) = (64, 2, 0, 0)
        longPolls = AdmissionControl(polls)
    }

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        let client = context.certificate.map { Base16.text($0.fingerprint) } ?? ""
        let control = context.endpointPath == Self.longPollRoute ? longPolls : requests
        return try await control.withPlace(for: client) { try await next(request, context) }
    }
}
