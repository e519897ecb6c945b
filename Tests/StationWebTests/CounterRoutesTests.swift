import NIOHTTP1
import StationWeb
import Testing

/// The counter's resource, and that a kiosk has none of it.
@Suite("The counter's resource")
struct CounterRoutesTests {
    private func send(_ body: String, _ counter: ScriptedCounter) async throws -> WebServer.Page {
        var page: WebServer.Page?
        try await WebServer.with(surface: .counter(counter, ScriptedDesk())) { server in
            page = try await server.send(.POST, "/api/counter", headers: server.open(), body: body)
        }
        return try #require(page)
    }

    @Test("an action goes in, the whole view comes back")
    func action() async throws {
        let counter = ScriptedCounter()
        let page = try await send(
            #"{"do":"sign-in","officer":"o-17","password":"\#(ScriptedCounter.password)"}"#, counter)
        #expect(page.status == 200)
        #expect(page.body.contains(#""screen":"home""#) && page.body.contains("level-2-account"))
        #expect(page.headers.first(name: "permissions-policy")?.contains("camera=(self)") == true)
        #expect(counter.actions.first?.text("officer") == "o-17")
    }

    @Test("a failure comes with its words in both languages, and with what is shown nevertheless")
    func failure() async throws {
        let page = try await send(#"{"do":"sign-in","officer":"o-17","password":"x"}"#, ScriptedCounter())
        #expect(page.status == 422)
        #expect(
            page.body.contains(#""code":"officer-or-password-wrong""#) && page.body.contains(#""screen":"sign-in""#))
        #expect(page.body.contains("Kiểm tra mã cán bộ") && page.body.contains("Check your id"))
    }

    @Test(
        "what is no action is refused",
        arguments: [
            "", "[]", "{}", #"{"do":5}"#, #"{"do":"format-disk"}"#, #"{"do":"look","x":[[[[[[1]]]]]]}"#,
            #"{"do":"look","x":"# + String(repeating: "[", count: 3000) + String(repeating: "]", count: 3000) + "}",
        ])
    func malformed(body: String) async throws {
        let page = try await send(body, ScriptedCounter())
        #expect(page.status == 400 && page.body.contains("malformed-request"), "\(page.body)")
    }

    @Test("a body of more than a portrait is refused before it is read to its end")
    func large() async throws {
        let page = try await send(String(repeating: " ", count: 9 << 20), ScriptedCounter())
        #expect(page.status == 413 && page.body.contains("request-too-large"))
    }

    @Test("two browsers are two sessions, and one is the same from one action to the next")
    func sessions() async throws {
        let counter = WatchedCounter()
        try await WebServer.with(surface: .counter(counter, ScriptedDesk())) { server in
            let (one, other) = (try await server.open(), try await server.open())
            for headers in [one, other, one] {
                _ = try await server.send(.POST, "/api/counter", headers: headers, body: #"{"do":"look"}"#)
            }
        }
        let seen = await counter.seen
        #expect(seen.count == 3 && seen[0] == seen[2] && seen[0] != seen[1])
        #expect(seen.allSatisfy { $0.count == 64 })
    }

    @Test("a kiosk has no route of the counter, whatever is asked and however")
    func kiosk() async throws {
        try await WebServer.with(surface: .kiosk(ScriptedKiosk())) { server in
            let headers = try await server.open()
            for path in [
                "/api/counter", "/api/read", "/check", "/counter", "/api//counter", "/API/COUNTER",
                "/api/kiosk/../counter",
                "/assets/counter.js", "/assets/counter.css", "/assets/counter-session.js", "/assets/..%2Fcounter.html",
            ] {
                for method in ["GET", "POST", "PUT", "DELETE"] {
                    let page = try await server.send(
                        .RAW(value: method), path, headers: headers, body: method == "GET" ? nil : #"{"do":"look"}"#)
                    #expect(page.status == 404, "\(method) \(path): \(page.status)")
                }
            }
            let page = try await server.send(.GET, "/")
            #expect(
                !page.body.contains("sign-in") && !page.body.contains("counter.title"),
                "no word of the counter goes there")
            for name in Assets.names where name.hasSuffix(".html") {
                #expect(try await server.send(.GET, "/assets/\(name)").status == 404)
            }
        }
    }

    @Test("a kiosk says one of three words, and the holder only where it is genuine")
    func outcomes() async throws {
        for (outcome, report) in KioskPageTests.reports {
            let kiosk = ScriptedKiosk()
            kiosk.answer(report)
            try await WebServer.with(surface: .kiosk(kiosk)) { server in
                let page = try await server.send(
                    .POST, "/api/kiosk", headers: server.open(), body: #"{"do":"read","can":"000042"}"#)
                #expect(page.status == 200 && page.body.contains(#""outcome":"\#(outcome)""#))
                #expect(page.body.contains("Nguyễn") == (outcome == "genuine"))
                #expect(!page.body.contains("058000000042"), "the number is told to nobody")
            }
        }
    }
}

/// Notes which browser asks.
private actor WatchedCounter: Counter {
    var seen: [String] = []

    nonisolated func events() -> AsyncStream<DeskEvent> { AsyncStream { $0.finish() } }

    func perform(_ action: CounterAction, from browser: BrowserSession) async throws(DeskFailure) -> CounterView {
        seen.append(browser.identifier)
        return CounterView(screen: .signIn, station: "a")
    }
}
