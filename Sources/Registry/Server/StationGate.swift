import Hummingbird

/// Lets no request of a revoked station or certificate through, whatever it asks for. One that is closed may repeat the
/// statement that closed it, for the answer can have been lost.
struct StationGate: RouterMiddleware {
    let register: StationRegister

    private static let statementRoute = "/v1/stations/{station}/statements/{number}"

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        let isStatement = context.endpointPath == Self.statementRoute
        try await register.admit(try context.presentedCertificate(), closed: isStatement)
        return try await next(request, context)
    }
}
