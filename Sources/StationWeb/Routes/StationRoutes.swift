import Foundation
import Hummingbird
import NIOCore
import Synchronization

/// The station's resources: each handler decodes, calls the desk, encodes.
struct StationRoutes: Sendable {
    typealias Context = BasicRequestContext

    let desk: any CardDesk
    let feed: EventFeed
    let tokens: SessionTokens
    private let busy = ReadLock()
    private static let largestBody = 4096

    init(desk: any CardDesk, feed: EventFeed, tokens: SessionTokens) {
        self.desk = desk
        self.feed = feed
        self.tokens = tokens
    }

    func router() -> Router<Context> {
        let router = Router(context: Context.self)
        router.add(middleware: BrowserGuard())
        router.get("/", use: page)
        router.get("app.js") { _, _ in Answer.text(AppScript.text, "text/javascript") }
        router.get("app.css") { _, _ in Answer.text(AppStyle.text, "text/css") }
        router.get("health") { _, _ in try Answer.json(["status": "ok"]) }
        router.get("events", use: events)
        router.post("api/read", use: read)
        return router
    }

    @Sendable private func page(_ request: Request, _ context: Context) async throws -> Response {
        let session = try tokens.session(of: request)
        let language = Messages.Language(rawValue: request.uri.queryParameters["lang"].map(String.init) ?? "vi") ?? .vi
        var response = Answer.text(
            IndexPage.html(token: try tokens.token(of: session), language: language), "text/html")
        response.setCookie(tokens.cookie(session))
        return response
    }

    @Sendable private func events(_ request: Request, _ context: Context) async throws -> Response {
        guard let stream = await feed.listen() else {
            return try Answer.failure(
                DeskFailure(code: "too-many-pages", title: "Too many pages are open", remedy: "Close the others."),
                status: .serviceUnavailable)
        }
        return Answer.events(stream)
    }

    private struct ReadRequest: Decodable { let can: String }

    @Sendable private func read(_ request: Request, _ context: Context) async throws -> Response {
        guard try tokens.isValid(request) else {
            return try Answer.failure(
                DeskFailure(code: "wrong-token", title: "The page is out of date", remedy: "Reload it."),
                status: .forbidden)
        }
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: Self.largestBody) } catch is NIOTooManyBytesError {
            return try Answer.failure(
                DeskFailure(code: "too-large", title: "The request is too large", remedy: "Reload the page."),
                status: .contentTooLarge)
        }
        guard let asked = try? JSONDecoder().decode(ReadRequest.self, from: Data(body.readableBytesView)) else {
            return try Answer.failure(
                DeskFailure(
                    code: "malformed-request", title: "The request is not understood", remedy: "Reload the page."),
                status: .badRequest)
        }
        guard busy.take() else {
            return try Answer.failure(
                DeskFailure(code: "reading-already", title: "A card is being read", remedy: "Wait until it is done."),
                status: .conflict)
        }
        defer { busy.give() }
        let feed = feed
        do {
            return try Answer.json(await desk.read(can: asked.can) { event in Task { await feed.send(event) } })
        } catch let failure as DeskFailure {
            return try Answer.failure(failure, status: .unprocessableContent)
        }
    }
}

/// One read at a time.
private final class ReadLock: Sendable {
    private let isTaken = Mutex(false)

    func take() -> Bool {
        isTaken.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }

    func give() { isTaken.withLock { $0 = false } }
}
