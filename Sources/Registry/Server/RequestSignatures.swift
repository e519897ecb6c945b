import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Lets no request through whose signature is missing or does not hold; the body is held against the signed digest when
/// it is read.
struct RequestSignatures: RouterMiddleware {
    /// The longest path with its query, in bytes.
    static let longestTarget = 2048
    let clock: @Sendable () -> Date
    let nonces = NonceMemory()

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        guard request.head.path?.utf8.count ?? 0 <= Self.longestTarget else {
            throw ProblemDetails(
                .addressTooLong, status: 414, title: "The address is too long",
                detail: "At most \(Self.longestTarget) bytes are accepted.")
        }
        try RequestSignature.verify(
            SignableRequest(request), by: try context.presentedCertificate(), remembering: nonces, at: clock())
        return try await next(request, context)
    }
}
