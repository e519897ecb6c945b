import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix

extension RegistryClient {
    static let largestAnswer = 64 << 10

    /// One request and its whole answer, which is of one of these statuses; anything else is thrown as what it is.
    ///
    /// The request is signed and belongs to the current task's trace. Where the registry's reply key is known, nothing of
    /// the answer is believed before its signature over answer and request is verified.
    ///
    /// - Parameter judgingClock: whether an answer by another clock than the station's is a failure.
    func exchange(
        _ method: HTTPMethod, _ path: String, body: [UInt8]? = nil, mediaType: String = "application/json",
        isPaced: Bool = false, expecting statuses: [Int] = [200], atMost largest: Int = largestAnswer,
        judgingClock: Bool = true
    ) async throws -> (status: Int, body: [UInt8], date: Date?) {
        let identity = identity
        let asked = try await signed(method, path, body: body, mediaType: mediaType, by: identity.signer)
        var request = HTTPClientRequest(url: address + path)
        request.method = method
        for field in asked.fields { request.headers.add(name: field.name, value: field.value) }
        if let body {
            request.body =
                bytesPerSecond.flatMap { isPaced ? PacedBody(body, bytesPerSecond: $0).requestBody : nil }
                ?? .bytes(ByteBuffer(bytes: body))
        }
        let response: HTTPClientResponse
        let answer: [UInt8]
        do {
            response = try await identity.http.execute(request, timeout: timeout)
            answer = [UInt8](buffer: try await response.body.collect(upTo: largest))
        } catch {
            let failure = Unreachable(error)
            throw identity.validity?.explain(failure, at: clock()) ?? failure
        }
        let status = Int(response.status.code)
        let wait = response.headers.first(name: "retry-after").flatMap { Int($0) }
        var problem = ProblemDetails(parsing: answer)
        if problem?.retryAfter == nil { problem?.retryAfter = wait }
        guard statuses.contains(status) || problem?.status == status else {
            throw Unreachable(
                .notARegistry,
                "what answers at the registry's address gives HTTP \(status) and no reason of a registry",
                retryable: status >= 500 || status == 429, retryAfter: wait)
        }
        try verify(response, body: answer, to: asked)
        let date = Self.date(response.headers)
        if judgingClock { try checkClock(date) }
        if statuses.contains(status) { return (status, answer, date) }
        if let problem { throw problem }
        throw Unreachable(.notARegistry, "the answer has no reason", retryable: false)
    }

    func signed(
        _ method: HTTPMethod, _ path: String, body: [UInt8]?, mediaType: String, by signer: RequestSigner
    ) async throws -> SignableRequest {
        let trace = TraceContext.current?.next() ?? TraceContext()
        var fields = [HeaderField(TraceContext.fieldName, trace.fieldValue)]
        if body != nil { fields.append(HeaderField("content-type", mediaType)) }
        let authority = String(address.dropFirst("https://".count))
        let request = SignableRequest(method: method.rawValue, authority: authority, target: path, fields: fields)
        let now = clock()
        do {
            // A key in a token or a TPM takes its time.
            return try await NIOThreadPool.singleton.runIfActive { try signer.signed(request, body: body, at: now) }
        } catch {
            throw Unreachable(.keyUnusable, "the station's key does not sign the request: \(error)", retryable: false)
        }
    }

    private func verify(
        _ response: HTTPClientResponse, body: [UInt8], to request: SignableRequest
    ) throws(Unreachable) {
        guard let replyKey else { return }
        let fields = response.headers.map { HeaderField($0.name, $0.value) }
        let answer = SignableResponse(status: Int(response.status.code), fields: fields, request: request)
        do { try ReplySignature.verify(answer, body: body, by: replyKey) } catch {
            throw Unreachable(
                .answerNotGenuine, "the answer is not signed by the registry's key: \(error)", retryable: false)
        }
    }
}
