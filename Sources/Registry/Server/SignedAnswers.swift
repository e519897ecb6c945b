import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// Signs every answer, refusals included, together with the request that it answers (RFC 9421 §2.4).
struct SignedAnswers: RouterMiddleware {
    let key: ReplySigningKey
    let clock: @Sendable () -> Date

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        let collector = BodyCollector()
        try await response.body.write(BodyWriter(collector: collector))
        let body = collector.bytes
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        let signable = SignableResponse(
            status: response.status.code,
            fields: response.headers.map { HeaderField($0.name.canonicalName, $0.value) },
            request: SignableRequest(request))
        response.headers.add(try key.signed(signable, body: body, at: clock()).fields)
        return response
    }
}
