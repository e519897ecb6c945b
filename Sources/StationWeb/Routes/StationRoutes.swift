import Foundation
import Hummingbird

/// The station's resources: each handler decodes, calls, encodes. Which there are depends on the surface.
struct StationRoutes: Sendable {
    typealias Context = BasicRequestContext

    let surface: Surface
    let feed: EventFeed
    let tokens: SessionTokens
    let messages: Messages
    let assets: Assets
    let pages: PageSession

    init(surface: Surface, feed: EventFeed, tokens: SessionTokens, messages: Messages, assets: Assets) {
        self.surface = surface
        self.feed = feed
        self.tokens = tokens
        self.messages = messages
        self.assets = assets
        pages = PageSession(tokens: tokens, failures: messages.failures)
    }

    func router() -> Router<Context> {
        let router = Router(context: Context.self)
        router.add(middleware: BrowserGuard(failures: messages.failures))
        router.get("health") { _, _ in try Answer.json(["status": "ok"]) }
        router.get("events", use: events)
        router.get("assets/:name", use: asset)
        let reading = ReadRoutes(desk: surface.desk, feed: feed, pages: pages)
        switch surface {
        case .check:
            addPage("/", "check.html", messages.counter, to: router)
            router.post("api/read", use: reading.read)
        case .counter(let counter, _):
            addPage("/", "counter.html", messages.counter, to: router)
            addPage("/check", "check.html", messages.counter, to: router)
            router.post("api/read", use: reading.read)
            router.post("api/counter", use: CounterRoutes(counter: counter, pages: pages).perform)
        case .kiosk:
            addPage("/", "kiosk.html", messages.kiosk, to: router)
            router.post("api/kiosk", use: reading.kiosk)
        }
        return router
    }

    /// A page and, under its path, the words that it is made of.
    private func addPage(_ path: String, _ file: String, _ table: Messages.Table, to router: Router<Context>) {
        router.get(RouterPath(path)) { [tokens, assets] request, _ in
            let session = try tokens.session(of: request)
            let asked = request.uri.queryParameters["lang"].map(String.init) ?? ""
            var response = Answer.text(
                try assets.page(
                    file, token: tokens.token(of: session),
                    language: table.languages.contains(asked) ? asked : table.languages[0], words: table),
                "text/html")
            response.setCookie(tokens.cookie(session))
            return response
        }
    }

    @Sendable private func asset(_ request: Request, _ context: Context) throws -> Response {
        guard let name = context.parameters.get("name"), let file = assets.file(name, of: surface) else {
            throw HTTPError(.notFound)
        }
        return Answer.bytes(file.bytes, file.mediaType)
    }

    @Sendable private func events(_ request: Request, _ context: Context) async throws -> Response {
        guard let stream = await feed.listen() else {
            return try Answer.failure(
                DeskFailure(code: "too-many-pages"), status: .serviceUnavailable, messages.failures)
        }
        return Answer.events(stream, for: request)
    }
}
