import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StationWeb
import Testing

@Suite("The station's web service")
struct StationWebTests {
    private let read = #"{"can":"123456"}"#

    @Test("a page reads the card and gets the report")
    func happyPath() async throws {
        try await WebServer.with { server in
            let page = try await server.send(.POST, "/api/read", headers: server.open(), body: read)
            #expect(page.status == 200, "\(page.body)")
            #expect(page.body.contains(#""verdict":"valid""#))
            #expect(page.headers.first(name: "cache-control") == "no-store")
        }
    }

    @Test("the page speaks both languages, under a strict content security policy")
    func pages() async throws {
        try await WebServer.with { server in
            let vietnamese = try await server.send(.GET, "/")
            #expect(vietnamese.body.contains("Kiểm tra thẻ") && vietnamese.body.contains("lang=\"vi\""))
            let english = try await server.send(.GET, "/?lang=en")
            #expect(english.body.contains("lang=\"en\"") && english.body.contains("Check a card"))
            for page in [
                vietnamese, english, try await server.send(.GET, "/assets/check.js"),
                try await server.send(.GET, "/none"),
            ] {
                let policy = page.headers.first(name: "content-security-policy") ?? ""
                #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
                #expect(page.headers.first(name: "x-content-type-options") == "nosniff")
            }
            let cookie = vietnamese.headers.first(name: "set-cookie") ?? ""
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
            #expect(!vietnamese.body.contains("onclick") && !vietnamese.body.contains("style="))
        }
    }

    @Test("another host, another origin, no token, another browser's token: refused")
    func guards() async throws {
        try await WebServer.with { server in
            let own = try await server.open()
            let other = try await server.open()
            func code(_ headers: [(String, String)]) async throws -> String {
                let page = try await server.send(.POST, "/api/read", headers: headers, body: read)
                #expect(page.status == 403, "\(page.body)")
                return page.body
            }
            #expect(try await code(own + [("Host", "evil.example:\(server.port)")]).contains("wrong-host"))
            #expect(try await code(own + [("Host", "127.0.0.1.evil.example")]).contains("wrong-host"))
            #expect(try await code(own + [("Origin", "http://evil.example")]).contains("wrong-origin"))
            #expect(try await code(own.filter { $0.0 != "Origin" }).contains("wrong-origin"))
            #expect(try await code(own.filter { $0.0 != "X-Station-Token" }).contains("wrong-token"))
            #expect(try await code(own.filter { $0.0 != "Cookie" }).contains("wrong-token"))
            #expect(try await code([own[0], other[1], own[2]]).contains("wrong-token"))
        }
    }

    @Test("what is too large or no request of the page is refused")
    func badBodies() async throws {
        try await WebServer.with { server in
            let headers = try await server.open()
            let large = try await server.send(
                .POST, "/api/read", headers: headers, body: String(repeating: " ", count: 5000))
            #expect(large.status == 413, "\(large.body)")
            for body in ["", "{}", "[]", #"{"can":5}"#, "\u{0}"] {
                #expect(try await server.send(.POST, "/api/read", headers: headers, body: body).status == 400)
            }
        }
    }

    @Test("a failure at the desk comes with its code and remedy")
    func failure() async throws {
        let failure = DeskFailure(code: "no-card", title: "No card", remedy: "Lay it down.")
        try await WebServer.with(ScriptedDesk(failure: failure)) { server in
            let page = try await server.send(.POST, "/api/read", headers: server.open(), body: read)
            #expect(page.status == 422)
            #expect(page.body.contains("no-card") && page.body.contains("Lay it down."))
        }
    }

    @Test("one read at a time")
    func busy() async throws {
        try await WebServer.with(ScriptedDesk(delay: .seconds(1))) { server in
            let headers = try await server.open()
            async let first = server.send(.POST, "/api/read", headers: headers, body: read)
            try await Task.sleep(for: .milliseconds(300))
            let second = try await server.send(.POST, "/api/read", headers: headers, body: read)
            #expect(second.status == 409 && second.body.contains("reading-already"))
            #expect(try await first.status == 200)
            #expect(try await server.send(.POST, "/api/read", headers: headers, body: read).status == 200)
        }
    }

    @Test("events tell an open page what is on the desk and how a read goes, and nothing of the holder")
    func events() async throws {
        try await WebServer.with { server in
            var request = server.request("/events")
            request.method = .GET
            let response = try await server.client.execute(request, timeout: .seconds(120))
            let headers = try await server.open()
            _ = try await server.send(.POST, "/api/read", headers: headers, body: read)
            var text = ""
            for try await chunk in response.body {
                text += String(buffer: chunk)
                if text.contains("\"percent\":50") { break }
            }
            #expect(text.contains("reader-arrived") && text.contains("card-inserted"))
            #expect(!text.contains("Nguyễn") && !text.contains("123456"))
        }
    }

    @Test("more open pages than a desk ever has: the next one is turned away")
    func manyPages() async throws {
        try await WebServer.with { server in
            var open: [HTTPClientResponse] = []
            for _ in 0..<32 {
                open.append(try await server.client.execute(server.request("/events"), timeout: .seconds(120)))
            }
            #expect(open.allSatisfy { $0.status == .ok })
            let page = try await server.send(.GET, "/events")
            #expect(page.status == 503 && page.body.contains("too-many-pages"))
        }
    }

    @Test("pages that were closed on a quiet desk give their place to others")
    func closedPages() async throws {
        try await WebServer.with { server in
            for _ in 0..<40 {
                let response = try await server.client.execute(server.request("/events"), timeout: .seconds(120))
                #expect(response.status == .ok)
                for try await chunk in response.body where String(buffer: chunk).contains("card-inserted") { break }
            }
        }
    }
}
