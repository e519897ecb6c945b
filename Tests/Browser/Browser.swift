import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A real browser, driven by W3C WebDriver over HTTP: Debian's chromium, without a window, with a made-up camera.
package final class Browser: Sendable {
    /// The size of a desk's screen or of a kiosk's.
    package struct Size: Sendable {
        package let width: Int
        package let height: Int
        package static let desk = Size(width: 1366, height: 768)
        package static let kiosk = Size(width: 1280, height: 800)
    }

    private let client: HTTPClient
    private let session: String

    /// Starts a browser, runs the body, and ends it.
    ///
    /// - Parameters:
    ///   - camera: a file that the camera shows (`.mjpeg`, `.y4m`); nil: the browser's own moving test picture. A file
    ///     that is not there is a camera that cannot be started.
    ///   - isCameraAllowed: false: whoever is asked for the camera says no.
    package static func with<Result>(
        _ size: Size = .desk, camera: String? = nil, hasCamera: Bool = true, isCameraAllowed: Bool = true,
        isolation: isolated (any Actor)? = #isolation, _ body: (Browser) async throws -> Result
    ) async throws -> Result {
        let driver = try await Driver()
        defer { driver.stop() }
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let outcome: Swift.Result<Result, any Error>
        do {
            let browser = try await Browser(
                driver, client, size, camera: camera, hasCamera: hasCamera, isCameraAllowed: isCameraAllowed)
            do { outcome = .success(try await body(browser)) } catch { outcome = .failure(error) }
            _ = try? await browser.command(.DELETE, "")
        } catch { outcome = .failure(error) }
        // The driver ends whatever browser is left before it is ended itself.
        _ = try? await Self.send(Self.request(.GET, "http://127.0.0.1:\(driver.port)/shutdown", nil), by: client)
        try await client.shutdown()
        return try outcome.get()
    }

    private init(
        _ driver: Driver, _ client: HTTPClient, _ size: Size, camera: String?, hasCamera: Bool, isCameraAllowed: Bool
    ) async throws {
        var arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--window-size=\(size.width),\(size.height)", "--force-device-scale-factor=1", "--lang=en",
        ]
        if hasCamera {
            arguments.append("--use-fake-device-for-media-stream")
            arguments.append("--use-fake-ui-for-media-stream" + (isCameraAllowed ? "" : "=deny"))
            if let camera { arguments.append("--use-file-for-fake-video-capture=\(camera)") }
        }
        let capabilities: [String: Any] = [
            "capabilities": [
                "alwaysMatch": [
                    "browserName": "chrome", "goog:chromeOptions": ["args": arguments],
                    "goog:loggingPrefs": ["browser": "ALL"],
                ]
            ]
        ]
        self.client = client
        let start = Self.request(.POST, "http://127.0.0.1:\(driver.port)/session", capabilities)
        let answer = try await Self.send(start, by: client)
        guard let value = answer as? [String: Any], let id = value["sessionId"] as? String else {
            throw BrowserError("no session: \(answer)")
        }
        session = "http://127.0.0.1:\(driver.port)/session/\(id)"
        // The window's height includes bars that a window has: the page's own area counts.
        try await resize(to: size)
    }

    /// Makes the page's own area that large.
    package func resize(to size: Size) async throws {
        for _ in 0..<2 {
            let inner = try await script("return [innerWidth, innerHeight, outerWidth, outerHeight]") as? [Int] ?? []
            guard inner.count == 4 else { throw BrowserError("no size: \(inner)") }
            _ = try await command(
                .POST, "/window/rect",
                ["width": size.width + inner[2] - inner[0], "height": size.height + inner[3] - inner[1]])
        }
    }

    /// One command of the session. Throws ``BrowserError`` with what the driver says.
    func command(_ method: HTTPMethod, _ path: String, _ body: [String: Any] = [:]) async throws -> Any {
        try await Self.send(Self.request(method, session + path, method == .POST ? body : nil), by: client)
    }

    private static func request(_ method: HTTPMethod, _ url: String, _ body: [String: Any]?) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = method
        if let body, let data = try? JSONSerialization.data(withJSONObject: body) {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: data))
        }
        return request
    }

    private static func send(_ request: HTTPClientRequest, by client: HTTPClient) async throws -> Any {
        let response = try await client.execute(request, timeout: .seconds(120))
        let body = try await response.body.collect(upTo: 64 << 20)
        let json = try JSONSerialization.jsonObject(with: Data(body.readableBytesView), options: .fragmentsAllowed)
        let value = (json as? [String: Any])?["value"] ?? NSNull()
        guard response.status == .ok else {
            let said = value as? [String: Any]
            throw BrowserError("\(request.url): \(said?["error"] ?? "") \(said?["message"] ?? "")")
        }
        return value
    }
}
