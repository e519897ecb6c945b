import CardCrypto
import Hummingbird
import NIOSSL

/// Reads the client's certificate from the TLS connection, once for each request.
struct ClientCertificates: RouterMiddleware {
    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let presented = try await context.channel.nioSSL_peerCertificate().get() {
            context.certificate = try? Certificate(der: presented.toDERBytes())
        }
        return try await next(request, context)
    }
}
