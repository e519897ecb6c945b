import Hummingbird

/// Lets no address ask the public listener more often than it may: the answer is 429, with the time to wait.
struct PeerAdmission: RouterMiddleware {
    let rate: PeerRate

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        if let wait = rate.wait(for: PeerNetwork(context.channel.remoteAddress)) {
            throw ProblemDetails(
                .tooManyRequests, status: 429, title: "There are too many requests from this address",
                detail: "The public listener answers each address so often only.", retryable: true, retryAfter: wait)
        }
        return try await next(request, context)
    }
}
