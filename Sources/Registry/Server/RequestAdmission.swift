import CardCrypto
import Hummingbird

/// Holds each client's requests to its places; those that wait for events on purpose have places of their own.
struct RequestAdmission: RouterMiddleware {
    let requests: AdmissionControl
    let longPolls: AdmissionControl
    /// The route that may wait.
    static let longPollRoute = "/v1/events"

    /// Whether a client without a certificate is known by its address.
    private let byPeer: Bool

    init(_ limits: AdmissionControl.Limits, byPeer: Bool = false) {
        self.byPeer = byPeer
        requests = AdmissionControl(limits)
        var polls = AdmissionControl.Limits()
        (polls.inWork, polls.inWorkOfOne, polls.waiting, polls.waitingOfOne) = (64, 2, 0, 0)
        longPolls = AdmissionControl(polls)
    }

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        let peer = byPeer ? Base16.text(PeerNetwork(context.channel.remoteAddress).bytes) : ""
        let client = context.certificate.map { Base16.text($0.fingerprint) } ?? peer
        let control = context.endpointPath == Self.longPollRoute ? longPolls : requests
        return try await control.withPlace(for: client) { try await next(request, context) }
    }
}
