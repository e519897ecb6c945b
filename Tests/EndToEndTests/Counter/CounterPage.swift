import Foundation
import Testing

/// The counter's page without a browser: its session, and its actions.
struct CounterPage {
    let rig: Rig
    /// `http://127.0.0.1:PORT/`
    let address: String
    private let cookies: String
    private let token: String

    /// Opens the page.
    init(_ address: String, in rig: Rig) async throws {
        self.rig = rig
        self.address = address
        cookies = "cookies-\(UUID().uuidString.prefix(8))"
        let page = try await rig.run("curl", ["-s", "-c", cookies, address])
        let found = page.standardOutput.firstMatch(of: /name="station-token" content="([0-9a-f]{64})"/)
        token = String(try #require(found?.1, "no token: \(page)"))
    }

    /// What an action came to.
    struct Answer {
        let view: [String: Any]
        /// The code of the failure, where it failed.
        let code: String?

        var screen: String? { view["screen"] as? String }
        var session: [String: Any] { view["session"] as? [String: Any] ?? [:] }
        var step: String? { session["step"] as? String }
    }

    /// Does an action of the page.
    @discardableResult
    func act(_ name: String, _ arguments: [String: Any] = [:]) async throws -> Answer {
        let action = arguments.merging(["do": name]) { $1 }
        let body = String(decoding: try JSONSerialization.data(withJSONObject: action), as: UTF8.self)
        let sent = try await rig.run(
            "curl",
            [
                "-s", "-b", cookies, "-H", "X-Station-Token: \(token)", "-H", "Origin: \(address.dropLast())", "-H",
                "Content-Type: application/json", "--data-binary", "@-", "\(address)api/counter",
            ], input: body)
        let json = try JSONSerialization.jsonObject(with: Data(sent.standardOutput.utf8)) as? [String: Any] ?? [:]
        let error = json["error"] as? [String: Any]
        return Answer(
            view: error == nil ? json : json["view"] as? [String: Any] ?? [:], code: error?["code"] as? String)
    }

    /// Does an action that must succeed.
    @discardableResult
    func done(_ name: String, _ arguments: [String: Any] = [:]) async throws -> Answer {
        let answer = try await act(name, arguments)
        #expect(answer.code == nil, "\(name): \(answer.code ?? "")")
        return answer
    }
}
