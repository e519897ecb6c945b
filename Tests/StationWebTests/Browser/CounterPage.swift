import Browser
import StationWeb
import Testing

/// The counter's page in a browser, over a scripted counter.
struct CounterPage {
    let browser: Browser
    let counter: ScriptedCounter
    let language: String

    /// Opens it, runs the body, and expects that the browser had nothing to complain of.
    static func with(
        _ language: String, hasCamera: Bool = true, camera: String? = nil, isCameraAllowed: Bool = true,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (CounterPage) async throws -> Void
    ) async throws {
        let counter = ScriptedCounter()
        try await WebServer.with(surface: .counter(counter, ScriptedDesk())) { server in
            try await Browser.with(.desk, camera: camera, hasCamera: hasCamera, isCameraAllowed: isCameraAllowed) {
                browser in
                try await browser.open("http://127.0.0.1:\(server.port)/?lang=\(language)")
                let page = CounterPage(browser: browser, counter: counter, language: language)
                try await page.screen("sign-in")
                try await body(page)
                #expect(try await browser.complaints() == [])
            }
        }
    }

    /// Waits until a screen is shown and nothing is on its way.
    func screen(_ name: String) async throws {
        try await browser.wait(for: "body[data-screen=\(name)]:not([data-busy])")
    }

    /// Waits until a step of the enrollment is shown.
    func step(_ name: String) async throws {
        try await browser.wait(for: "body[data-screen=session][data-step=\(name)]:not([data-busy])")
    }

    /// Keeps a picture, and expects that no rule of accessibility is broken.
    func look(_ name: String) async throws {
        try await browser.screenshot("counter-\(name).\(language)")
        #expect(try await browser.breaches() == [], "\(name), \(language)")
        #expect(try await browser.script("return document.documentElement.scrollWidth <= innerWidth") as? Bool == true)
    }

    func signIn(as officer: String = "o-17") async throws {
        try await browser.type(officer)
        try await browser.press(.enter)
        try await browser.type(ScriptedCounter.password)
        try await browser.press(.enter)
        try await screen("home")
    }

    /// Waits until the station was asked for something, so often.
    func asked(_ name: CounterAction.Name, times: Int = 1) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        while counter.actions.count(where: { $0.name == name }) < times {
            try #require(ContinuousClock.now < end, "\(name) was not asked for: \(counter.actions.map(\.name))")
            try await Task.sleep(for: .milliseconds(20))
        }
        try await browser.wait(for: "body:not([data-busy])")
    }
}
