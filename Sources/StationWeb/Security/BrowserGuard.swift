import HTTPTypes
import Hummingbird

/// Lets nobody in but the page that this station itself served: other sites in the same browser stay out.
///
/// The Host header stops DNS rebinding, the Origin header foreign pages; the token is checked by ``SessionTokens``.
struct BrowserGuard<Context: RequestContext>: RouterMiddleware {
    let failures: FailureCatalogue

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        if let refusal = refusal(of: request) {
            response = try Answer.failure(refusal, status: .forbidden, failures)
        } else {
            do { response = try await next(request, context) } catch let error as HTTPError {
                let failure = DeskFailure(code: error.status == .notFound ? "not-found" : "malformed-request")
                response = try Answer.failure(failure, status: error.status, failures)
            }
        }
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
            + "media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.cacheControl] = "no-store"
        for (name, value) in [
            ("Referrer-Policy", "no-referrer"), ("Permissions-Policy", "camera=(self), microphone=(), geolocation=()"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ] {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }

    private func refusal(of request: Request) -> DeskFailure? {
        guard let authority = request.head.authority, Self.isLoopback(authority) else {
            return DeskFailure(code: "wrong-host")
        }
        let changes = request.method != .get && request.method != .head
        guard !changes || request.headers[.origin] == "http://\(authority)" else {
            return DeskFailure(code: "wrong-origin")
        }
        return nil
    }

    /// The name of this machine to itself, with or without a port.
    static func isLoopback(_ authority: String) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains { host in
            guard authority.hasPrefix(host) else { return false }
            let rest = authority.dropFirst(host.count)
            return rest.isEmpty || (rest.first == ":" && UInt16(rest.dropFirst()) != nil)
        }
    }
}
