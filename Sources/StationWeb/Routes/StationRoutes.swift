import Foundation
import Hummingbird
import NIOCore

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
        return Answer.events(stream, for: request)
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
        do {
            return try Answer.json(try await report(can: asked.can))
        } catch let failure as DeskFailure {
            return try Answer.failure(failure, status: .unprocessableContent)
        }
    }

    /// Reads the card; its progress goes to every open page, in order.
    private func report(can: String) async throws -> DeskReport {
        let (progress, told) = AsyncStream.makeStream(of: DeskEvent.self)
        async let forwarding: Void = { for await event in progress { await feed.send(event) } }()
        let result: Result<DeskReport, any Error>
        do { result = .success(try await desk.read(can: can) { told.yield($0) }) } catch { result = .failure(error) }
        told.finish()
        await forwarding
        return try result.get()
    }
}
