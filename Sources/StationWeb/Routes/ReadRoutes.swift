import Hummingbird
import Logging

/// Reading a card for a page that keeps nothing: the check of a card, and the kiosk.
struct ReadRoutes: Sendable {
    let desk: any CardDesk
    let feed: EventFeed
    let pages: PageSession
    private let busy = ReadLock()
    private static let largestBody = 4096

    init(desk: any CardDesk, feed: EventFeed, pages: PageSession) {
        self.desk = desk
        self.feed = feed
        self.pages = pages
    }

    private struct ReadRequest: Decodable { let can: String }

    @Sendable func read(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        switch try await pages.decode(ReadRequest.self, of: request, atMost: Self.largestBody) {
        case .failure(let refusal):
            try Answer.failure(refusal.failure, status: refusal.status, pages.failures)
        case .success(let asked):
            try await answer { try Answer.json(try await report(can: asked.can)) }
        }
    }

    @Sendable func kiosk(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        switch try await pages.decode(KioskRequest.self, of: request, atMost: Self.largestBody) {
        case .failure(let refusal):
            return try Answer.failure(refusal.failure, status: refusal.status, pages.failures)
        case .success(let asked) where asked.name == .help:
            context.logger.notice("help was called at the kiosk")
            await desk.helpCalled()
            return try Answer.json(["help": "called"])
        case .success(let asked):
            return try await answer {
                let scanned = asked.scanned ?? (asked.can == nil ? desk.waitingScan() : nil)
                let can = try scanned.map { try desk.can(scanned: $0) } ?? asked.can ?? ""
                return try Answer.json(KioskOutcome(try await report(can: can)))
            }
        }
    }

    /// One read at a time; a failure of the desk becomes its response.
    private func answer(_ body: () async throws -> Response) async throws -> Response {
        guard busy.take() else {
            return try Answer.failure(DeskFailure(code: "reading-already"), status: .conflict, pages.failures)
        }
        defer { busy.give() }
        do { return try await body() } catch let failure as DeskFailure {
            return try Answer.failure(failure, status: .unprocessableContent, pages.failures)
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
