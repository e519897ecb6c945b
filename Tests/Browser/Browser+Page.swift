package import Foundation
import NIOHTTP1

/// What a test does with a page.
extension Browser {
    package func open(_ url: String) async throws { _ = try await command(.POST, "/url", ["url": url]) }

    /// Runs a script in the page. Its value is JSON's, as Foundation has it.
    @discardableResult
    package func script(_ text: String, _ arguments: [any Sendable] = []) async throws -> Any {
        try await command(.POST, "/execute/sync", ["script": text, "args": arguments])
    }

    /// The text that is seen of the first element that a CSS selector finds; nil where there is none.
    package func text(_ selector: String) async throws -> String? {
        try await script("return document.querySelector(arguments[0])?.innerText ?? null", [selector]) as? String
    }

    package func exists(_ selector: String) async throws -> Bool {
        try await script("return document.querySelector(arguments[0]) !== null", [selector]) as? Bool ?? false
    }

    /// What stands in a field.
    package func value(_ selector: String) async throws -> String? {
        try await script("return document.querySelector(arguments[0])?.value ?? null", [selector]) as? String
    }

    /// The id of the element that has the focus.
    package func focus() async throws -> String {
        try await script("return document.activeElement?.id ?? ''") as? String ?? ""
    }

    /// Touches an element in its middle, as a finger does.
    package func click(_ selector: String) async throws {
        let found = try await command(.POST, "/element", ["using": "css selector", "value": selector])
        guard let id = (found as? [String: String])?.values.first else { throw BrowserError("no \(selector)") }
        _ = try await command(.POST, "/element/\(id)/click")
    }

    /// Waits until an element is there; a page that never shows it fails the test with what it shows instead.
    package func wait(for selector: String, seconds: Int = 30) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        while try await !exists(selector) {
            guard ContinuousClock.now < end else {
                throw BrowserError("\(selector) did not come; there is\n\(try await text("body") ?? "")")
            }
            try await Task.sleep(for: .milliseconds(30))
        }
    }

    /// Waits until a script says true.
    package func wait(until condition: String, seconds: Int = 30) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        while try await script("return Boolean(\(condition))") as? Bool != true {
            guard ContinuousClock.now < end else {
                throw BrowserError("\(condition) did not come true; there is\n\(try await text("body") ?? "")")
            }
            try await Task.sleep(for: .milliseconds(30))
        }
    }

    /// Keeps a picture of the whole page as `NAME.png` in CHIP_ID_SCREENSHOTS, or in `.build/screenshots`.
    package func screenshot(_ name: String) async throws {
        guard let text = try await command(.GET, "/screenshot") as? String, let data = Data(base64Encoded: text) else {
            throw BrowserError("no picture")
        }
        try FileManager.default.createDirectory(at: Self.screenshots, withIntermediateDirectories: true)
        try data.write(to: Self.screenshots.appendingPathComponent("\(name).png"))
    }

    /// Prints the page as a PDF of A4, as the officer's printer gets it.
    package func printed() async throws -> Data {
        let asked: [String: Any] = ["page": ["width": 21.0, "height": 29.7], "shrinkToFit": false]
        guard let text = try await command(.POST, "/print", asked) as? String, let data = Data(base64Encoded: text)
        else { throw BrowserError("no print") }
        return data
    }

    /// Shows the page as it is printed, or as it is shown.
    package func show(asPrinted isPrinted: Bool) async throws {
        _ = try await command(
            .POST, "/goog/cdp/execute",
            ["cmd": "Emulation.setEmulatedMedia", "params": ["media": isPrinted ? "print" : ""]])
    }

    package static let screenshots =
        ProcessInfo.processInfo.environment["CHIP_ID_SCREENSHOTS"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent(".build/screenshots")

    /// What the page complained of in the browser's log: errors of scripts, and breaches of the content security policy.
    package func complaints() async throws -> [String] {
        let entries = try await command(.POST, "/se/log", ["type": "browser"]) as? [[String: Any]] ?? []
        return entries.filter { $0["level"] as? String == "SEVERE" }.compactMap { $0["message"] as? String }
            // The browser notes each answer that is a failure; the page shows those.
            .filter { !$0.contains("Failed to load resource: the server responded with a status of 4") }
    }
}
