import Foundation
import Hummingbird
import NIOCore

/// What every request of a page that changes something goes through: its token, its size, its form.
struct PageSession: Sendable {
    let tokens: SessionTokens
    let failures: FailureCatalogue

    /// The browser that a request comes from, as a counter knows it. Only for a request whose token is valid.
    func browser(of request: Request) throws -> BrowserSession {
        BrowserSession(identifier: try tokens.identifier(of: try tokens.session(of: request)))
    }

    /// The body as a value, or the response that says why there is none.
    func decode<Value: Decodable>(
        _ type: Value.Type, of request: Request, atMost largestBody: Int
    ) async throws -> Result<Value, Refusal> {
        guard try tokens.isValid(request) else { return .failure(Refusal("wrong-token", .forbidden)) }
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: largestBody) } catch is NIOTooManyBytesError {
            return .failure(Refusal("request-too-large", .contentTooLarge))
        }
        guard let value = try? JSONDecoder().decode(type, from: Data(body.readableBytesView)) else {
            return .failure(Refusal("malformed-request", .badRequest))
        }
        return .success(value)
    }

    /// A request that is not even tried.
    struct Refusal: Error {
        let failure: DeskFailure
        let status: HTTPResponse.Status

        init(_ code: String, _ status: HTTPResponse.Status) {
            failure = DeskFailure(code: code)
            self.status = status
        }
    }
}
