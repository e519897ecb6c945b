import HTTPTypes
import Hummingbird
import Logging

/// Gives every request its trace: the client's own, or a fresh one; in the log, for the handler, and in the answer.
/// Each request is one line of the log, with route, status and time, and without its path's values or its body.
struct RequestTracing: RouterMiddleware {
    let metrics: RegistryMetrics

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        let trace =
            HTTPField.Name(TraceContext.fieldName).flatMap { request.headers[$0] }
            .flatMap { TraceContext(parsing: $0) }?.next() ?? TraceContext()
        var context = context
        context.logger[metadataKey: "trace"] = "\(trace.traceID)"
        let start = ContinuousClock.now
        metrics.began()
        defer { metrics.ended() }
        let logged = context
        var response = try await TraceContext.$current.withValue(trace) { try await next(request, logged) }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let route = context.endpointPath ?? "NotFound"
        metrics.answered(route: route, method: request.method.rawValue, status: response.status.code, after: seconds)
        context.logger.info(
            "A request was answered",
            metadata: [
                "route": "\(route)", "method": "\(request.method.rawValue)", "status": "\(response.status.code)",
                "milliseconds": "\(Int(seconds * 1000))",
            ])
        if let name = HTTPField.Name(TraceContext.answerFieldName) { response.headers[name] = trace.fieldValue }
        return response
    }
}
