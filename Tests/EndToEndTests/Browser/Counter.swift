import Browser
import Foundation
import Testing

/// A counter with everything that is real but its hardware: the station's program and its page in a browser, pcscd with a
/// virtual card, a registry, a drawn citizen before the camera, and a fingerprint scanner that follows a script.
struct Counter {
    let counter: CounterStation
    let browser: Browser
    var rig: Rig { counter.rig }
    var demo: Demo { counter.demo }
    var card: Demo.Card { counter.card }
    var station: RunningProgram { counter.station }

    /// Sets all of it up, opens the page, runs the body.
    ///
    /// - Parameter fingers: how the fingerprint scanner behaves, YAML.
    static func with(
        fingers script: String = "delay: 20\n", isolation: isolated (any Actor)? = #isolation,
        _ body: (Counter) async throws -> Void
    ) async throws {
        try await CounterStation.with(fingers: script) { counter in
            let camera = counter.rig.folder.appendingPathComponent("citizen.mjpeg").path
            let drawn = try await counter.rig.run("idcard", ["camera", "--frames", "12", "--out", camera])
            #expect(drawn.status == 0, "\(drawn)")
            try await Browser.with(.desk, camera: camera) { browser in
                try await browser.open("\(counter.address)?lang=vi")
                try await browser.wait(for: "body[data-screen=sign-in]")
                try await body(Counter(counter: counter, browser: browser))
                #expect(try await browser.complaints() == [])
            }
        }
    }

    /// What a 2D scanner types for the card.
    func scanned() async throws -> String {
        let scan = try await rig.run("idcard", ["scan", card.card, "--as", "qr", "--ending", "none"])
        #expect(scan.status == 0, "\(scan)")
        return scan.standardOutput
    }

    func screen(_ name: String) async throws {
        try await browser.wait(for: "body[data-screen=\(name)]:not([data-busy])")
    }

    /// Waits until a step of this kind is at hand.
    func step(_ id: String) async throws {
        try await browser.wait(for: "body[data-screen=session][data-step=\(id)]:not([data-busy])")
    }

    /// Waits until a step is at hand, which is called so on the screen.
    func step(_ id: String, titled title: String) async throws {
        try await step(id)
        #expect(try await browser.text("#step-title") == title)
    }

    /// Waits until the station has answered.
    func answered() async throws { try await browser.wait(for: "body:not([data-busy])") }

    func signIn(as officer: String = "o-17") async throws {
        try await browser.type(officer)
        try await browser.press(.enter)
        try await browser.type(CounterStation.password)
        try await browser.press(.enter)
        try await screen("home")
    }

    /// Begins a procedure by the number that stands before it.
    func begin(_ procedure: String) async throws {
        let place = try await browser.script(
            "return [...document.querySelectorAll('[data-item]')].findIndex(one => one.id === 'begin-' + arguments[0]) + 1",
            [procedure])
        let number = try #require(place as? Int)
        let shown = try await browser.text("main") ?? ""
        try #require(number > 0, "\(procedure) is not on the first page: \(shown)")
        try await browser.type(String(number))
        try await browser.wait(for: "body[data-screen=session]:not([data-busy])")
    }
}
