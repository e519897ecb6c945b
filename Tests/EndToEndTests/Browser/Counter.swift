import Browser
import Foundation
import Testing

/// A counter with everything that is real but its hardware: the station's program and its page in a browser, pcscd with a
/// virtual card, a registry, a drawn citizen before the camera, and a fingerprint scanner that follows a script.
struct Counter {
    static let password = "four words that differ"

    let rig: Rig
    let demo: Demo
    let card: Demo.Card
    let browser: Browser
    let station: RunningProgram
    let registry: RunningProgram

    /// Sets all of it up, opens the page, runs the body.
    ///
    /// - Parameter fingers: how the fingerprint scanner behaves, YAML.
    static func with(
        fingers script: String = "delay: 20\n", isolation: isolated (any Actor)? = #isolation,
        _ body: (Counter) async throws -> Void
    ) async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (registry, port) = try await demo.startRegistry()
            for (id, role) in [("o-17", "officer"), ("p-03", "supervisor")] { try await admit(rig, id, role) }
            try await demo.enlist(port: port)
            let scanner = try await startScanner(rig, script)
            let camera = rig.folder.appendingPathComponent("citizen.mjpeg").path
            let drawn = try await rig.run("idcard", ["camera", "--frames", "12", "--out", camera])
            #expect(drawn.status == 0, "\(drawn)")
            let station = try rig.start(
                "idstation",
                ["serve", "--station", "station", "--port", "0", "--scanner-ports", "\(scanner)-\(scanner)"])
            try await station.waitForOutput("listening on http://127.0.0.1:")
            let address = try #require(station.standardOutput.split(separator: " ").last)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            try await Browser.with(.desk, camera: camera) { browser in
                try await browser.open("\(address)?lang=vi")
                try await browser.wait(for: "body[data-screen=sign-in]")
                try await body(
                    Counter(
                        rig: rig, demo: demo, card: card, browser: browser, station: station, registry: registry))
                #expect(try await browser.complaints() == [])
            }
            #expect(!station.standardError.contains(card.can), "the CAN is in the log")
        }
    }

    private static func admit(_ rig: Rig, _ id: String, _ role: String) async throws {
        let made = try await rig.run(
            "idstation",
            ["officer", "new", "--id", id, "--name", "Officer \(id)", "--out", "\(id).json", "--password", "-"],
            input: password + "\n")
        #expect(made.status == 0, "\(made)")
        let admitted = try await rig.run(
            "idregistry", ["officer", "admit", "registry", "\(id).json", "--role", role])
        #expect(admitted.status == 0, "\(admitted)")
    }

    /// The scanner's port.
    private static func startScanner(_ rig: Rig, _ script: String) async throws -> Int {
        let devices = rig.folder.appendingPathComponent("station/devices")
        try FileManager.default.createDirectory(at: devices, withIntermediateDirectories: true)
        try Data(script.utf8).write(to: rig.folder.appendingPathComponent("fingers.yaml"))
        let program = try rig.start(
            "idcard", ["fingers", "--port", "0", "--script", "fingers.yaml", "--ca-out", "station/devices/virtual.pem"])
        try await program.waitForOutput("listening on 127.0.0.1, port ")
        return try #require(program.standardOutput.split(separator: " ").last.flatMap { Int($0.filter(\.isNumber)) })
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

    /// Waits until the station has answered.
    func answered() async throws { try await browser.wait(for: "body:not([data-busy])") }

    func signIn(as officer: String = "o-17") async throws {
        try await browser.type(officer)
        try await browser.press(.enter)
        try await browser.type(Self.password)
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
