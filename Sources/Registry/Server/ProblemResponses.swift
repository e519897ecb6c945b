import Hummingbird
import Logging
import NIOCore

/// Answers every error with problem details (RFC 9457), and logs those that are the registry's own.
struct ProblemResponses: RouterMiddleware {
    var routes = RouteTable()
    var metrics = RegistryMetrics()

    /// How long a client may still send the rest of a body that is refused, before the connection is closed.
    private static let lingering = TimeAmount.seconds(5)
    /// Seconds to wait before a retryable request is tried again, where the problem does not say.
    private static let usualWait = 30

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch {
            var problem = problem(for: error, at: request)
            problem.trace = TraceContext.current?.traceID
            metrics.refused(problem.code)
            if problem.status >= 500 {
                context.logger.error("A request failed", metadata: ["problem": "\(problem)"])
            } else {
                context.logger.info("A request was refused", metadata: ["code": "\(problem.code.rawValue)"])
            }
            return try response(to: problem, request, context)
        }
    }

    private func response(
        to problem: ProblemDetails, _ request: Request, _ context: StationContext
    ) throws -> Response {
        var headers: HTTPFields = [.contentType: ProblemDetails.mediaType]
        if problem.retryable { headers[.retryAfter] = "\(problem.retryAfter ?? Self.usualWait)" }
        if problem.status == 401 { headers[.wwwAuthenticate] = "Signature" }
        if problem.code == .methodNotAllowed {
            headers[.allow] = routes.methods(at: request.uri.path).joined(separator: ", ")
        }
        if problem.code == .tooLarge || problem.code == .timedOut || Self.hasLargeBody(request) {
            // The rest of the body is nothing that the registry waits for.
            headers[.connection] = "close"
            let channel = context.channel
            channel.eventLoop.scheduleTask(in: Self.lingering) { channel.close(promise: nil) }
        }
        return Response(
            status: HTTPResponse.Status(code: problem.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try problem.serialized())))
    }

    /// Whether there may be more to come than is worth waiting for.
    private static func hasLargeBody(_ request: Request) -> Bool {
        request.headers[.transferEncoding] != nil
            || request.headers[.contentLength].flatMap { Int($0) } ?? 0 > 1 << 20
    }

    private func problem(for error: any Error, at request: Request) -> ProblemDetails {
        switch error {
        case let problem as ProblemDetails: problem
        case let error as RegistryError: ProblemDetails(error)
        case let error as HTTPError where error.status == .notFound:
            notFound(request)
        case let error as HTTPError:
            ProblemDetails(
                .malformedRequest, status: error.status.code, title: "The request is not understood",
                detail: error.status.reasonPhrase)
        case let error as NIOTooManyBytesError:
            ProblemDetails(
                .tooLarge, status: 413, title: "The request is too large",
                detail: "At most \(error.maxBytes ?? 0) bytes are accepted here.")
        default:
            ProblemDetails(
                .registryFailed, status: 500, title: "The registry failed", detail: "\(type(of: error))",
                retryable: true)
        }
    }

    private func notFound(_ request: Request) -> ProblemDetails {
        let methods = routes.methods(at: request.uri.path)
        guard methods.isEmpty else {
            return ProblemDetails(
                .methodNotAllowed, status: 405, title: "The resource does not know this method",
                detail: "It knows \(methods.joined(separator: ", ")).")
        }
        return ProblemDetails(
            .notFound, status: 404, title: "There is no such resource", detail: "The path leads nowhere.")
    }
}
