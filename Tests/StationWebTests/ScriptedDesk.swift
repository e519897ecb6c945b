import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import StationWeb
import Synchronization
import Testing

/// A desk that answers what a test wants, in the place of reader and card.
struct ScriptedDesk: CardDesk {
    var failure: DeskFailure?
    /// How long a read takes.
    var delay = Duration.zero

    func events() -> AsyncStream<DeskEvent> {
        AsyncStream { continuation in
            continuation.yield(DeskEvent("reader-arrived", "a reader"))
            continuation.yield(DeskEvent("card-inserted", "a reader"))
        }
    }

    func read(can: String, progress: @escaping @Sendable (DeskEvent) -> Void) async throws -> DeskReport {
        progress(DeskEvent("progress", "EF.DG2", percent: 50))
        try await Task.sleep(for: delay)
        if let failure { throw failure }
        return DeskReport(
            verdict: "valid", isChipProven: true, sentences: ["en": "All is well.", "vi": "Tốt."],
            checks: [DeskReport.Check(result: "passed", sentences: ["en": "All is well.", "vi": "Tốt."])],
            fullName: "Nguyễn Thị <b>Thử</b>", personalNumber: "001199000001", documentNumber: "199000001",
            dateOfBirth: "02/09/1999", portrait: nil, milliseconds: 1)
    }
}

/// A station's web service on a free port, and a browser's requests to it.
struct WebServer {
    let port: Int
    let client: HTTPClient

    /// Starts it, runs the body, stops it.
    static func with(_ desk: ScriptedDesk = ScriptedDesk(), _ body: (WebServer) async throws -> Void) async throws {
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let service = try StationWebService(surface: .check(desk), port: 0, logger: quiet) { told.yield($0) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [.init(service: service)], logger: quiet))
        let running = Task { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let result: Result<Void, any Error>
        do { result = .success(try await body(WebServer(port: port, client: client))) } catch {
            result = .failure(error)
        }
        try await client.shutdown()
        await group.triggerGracefulShutdown()
        try await running.value
        try result.get()
    }

    struct Page {
        let status: Int
        let headers: HTTPHeaders
        let body: String
    }

    func request(_ path: String) -> HTTPClientRequest { HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)") }

    func send(
        _ method: HTTPMethod, _ path: String, headers: [(String, String)] = [], body: String? = nil
    ) async throws -> Page {
        var request = request(path)
        request.method = method
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await client.execute(request, timeout: .seconds(120))
        let text = try await response.body.collect(upTo: 1 << 20)
        return Page(status: Int(response.status.code), headers: response.headers, body: String(buffer: text))
    }

    /// What a page that was opened holds: its cookie and its token.
    func open() async throws -> [(String, String)] {
        let page = try await send(.GET, "/")
        let cookie = try #require(page.headers.first(name: "set-cookie")?.split(separator: ";").first)
        let start = try #require(page.body.firstRange(of: "station-token\" content=\"")).upperBound
        let token = page.body[start...].prefix(64)
        return [
            ("Cookie", String(cookie)), ("X-Station-Token", String(token)), ("Origin", "http://127.0.0.1:\(port)"),
        ]
    }
}
