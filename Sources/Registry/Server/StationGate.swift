import Hummingbird

/// Lets no request of a revoked station or certificate through, whatever it asks for.
struct StationGate: RouterMiddleware {
    let register: StationRegister

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        try await register.admit(try context.presentedCertificate())
        return try await next(request, context)
    }
}
