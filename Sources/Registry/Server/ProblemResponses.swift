import Hummingbird
import Logging
import NIOCore

/// Answers every error with problem details (RFC 9457), and logs those that are the registry's own.
struct ProblemResponses: RouterMiddleware {
    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch {
            let problem = Self.problem(for: error)
            if problem.status >= 500 {
                context.logger.error("A request failed", metadata: ["problem": "\(problem)"])
            } else {
                context.logger.info("A request was refused", metadata: ["code": "\(problem.code.rawValue)"])
            }
            return try Self.response(to: problem)
        }
    }

    private static func response(to problem: ProblemDetails) throws -> Response {
        var headers: HTTPFields = [.contentType: ProblemDetails.mediaType]
        if problem.retryable { headers[.retryAfter] = "30" }
        return Response(
            status: HTTPResponse.Status(code: problem.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try problem.serialized())))
    }

    private static func problem(for error: any Error) -> ProblemDetails {
        switch error {
        case let problem as ProblemDetails: problem
        case let error as RegistryError: ProblemDetails(error)
        case let error as HTTPError where error.status == .notFound:
            ProblemDetails(
                .notFound, status: 404, title: "There is no such resource", detail: "The path leads nowhere.")
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
}
