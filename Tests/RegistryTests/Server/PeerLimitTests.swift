import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import Registry

/// One address at the public listener: it asks too often, or holds too many connections.
@Suite("Limits of one address at the public listener")
struct PeerLimitTests {
    let folder = TemporaryFolder()

    private func serve(_ peers: PeerLimits?, _ body: (LogServer) async throws -> Void) async throws {
        let storage = try StorageKind.open(in: folder)
        let log = TransparencyLog(key: try LogSigningKey(name: "registry.example/log"))
        try await LogServer.run(LogTiles(storage: storage, log: log), peers: peers, body)
    }

    /// The status, and the seconds to wait where there is no answer yet.
    private static func ask(_ http: HTTPClient, _ base: String) async throws -> (status: UInt, wait: Int?) {
        let response = try await http.execute(HTTPClientRequest(url: "\(base)/v1/health"), timeout: .seconds(60))
        let problem = ProblemDetails(parsing: [UInt8](buffer: try await response.body.collect(upTo: 1 << 16)))
        let wait = response.headers.first(name: "retry-after").flatMap { Int($0) }
        if response.status.code == 429 {
            #expect(problem?.code == .tooManyRequests && problem?.retryable == true && problem?.retryAfter == wait)
        }
        return (response.status.code, wait)
    }

    @Test("beyond its rate it gets 429 with the time to wait, and after that its answer", .timeLimit(.minutes(3)))
    func rate() async throws {
        try await serve(PeerLimits(perSecond: 1)) { server in
            try await server.withHTTP { http, base in
                // Ten may come at once, and one in each second: a hundred are too many on the slowest of machines.
                let answers = try await withThrowingTaskGroup(of: (status: UInt, wait: Int?).self) { group in
                    for _ in 0..<100 { group.addTask { try await Self.ask(http, base) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(answers.count { $0.status == 200 } >= 10)
                let refused = answers.filter { $0.status == 429 }
                #expect(!refused.isEmpty && refused.count + answers.count { $0.status == 200 } == 100)
                #expect(refused.allSatisfy { (1...2).contains($0.wait ?? 0) })
                var last = try await Self.ask(http, base)
                for _ in 0..<5 where last.status == 429 {
                    try await Task.sleep(for: .seconds(last.wait ?? 0))
                    last = try await Self.ask(http, base)
                }
                #expect(last.status == 200)
            }
            // Our own client of the log waits as it is told, and gets what it asked for.
            try await server.withClient { client in
                for _ in 0..<4 { _ = try await client.fetch("checkpoint", atMost: 1 << 16) }
            }
        }
    }

    @Test("a connection beyond its places is closed, and one that is given back is free", .timeLimit(.minutes(2)))
    func connections() async throws {
        let limits = PeerLimits(perSecond: 1000)
        try await serve(limits) { server in
            var held: [SlowConnection] = []
            for _ in 0..<limits.connections { held.append(try await SlowConnection(to: server.port)) }
            for connection in held { #expect(await connection.isOpen(after: .milliseconds(1))) }
            let more = try await SlowConnection(to: server.port)
            #expect(await !more.isOpen(after: .seconds(10)))
            try await held.removeLast().close()
            var isIn = false
            for _ in 0..<100 where !isIn {
                let next = try await SlowConnection(to: server.port)
                isIn = await next.isOpen(after: .milliseconds(300))
                try? await next.close()
            }
            #expect(isIn)
            for connection in held { try? await connection.close() }
        }
    }

    @Test("where addresses are not told apart nobody is refused")
    func none() async throws {
        try await serve(nil) { server in
            try await server.withHTTP { http, base in
                for _ in 0..<60 {
                    let response = try await http.execute(
                        HTTPClientRequest(url: "\(base)/v1/health"), timeout: .seconds(20))
                    #expect(response.status.code == 200)
                }
            }
        }
    }
}
