import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import StationWeb
import Testing

/// A station's web service on a free port, and a browser's requests to it.
struct WebServer {
    let port: Int
    let client: HTTPClient

    /// Starts it, runs the body, stops it.
    static func with(_ desk: ScriptedDesk = ScriptedDesk(), _ body: (WebServer) async throws -> Void) async throws {
        try await with(surface: .check(desk), body)
    }

    /// CHIP_ID_ASSETS may name a folder with the pages' files, for whoever works on them: no build between two looks.
    static func with(
        surface: Surface, messages: Messages = .embedded, isolation: isolated (any Actor)? = #isolation,
        _ body: (WebServer) async throws -> Void
    ) async throws {
        let assets = try ProcessInfo.processInfo.environment["CHIP_ID_ASSETS"].map { try Assets(folder: $0) }
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let service = try StationWebService(
            surface: surface, messages: messages, assets: assets ?? .embedded, port: 0, logger: quiet
        ) { told.yield($0) }
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
