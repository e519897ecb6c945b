import NIOHTTP1

/// The keyboard, as WebDriver names its keys (W3C WebDriver §17.4.2).
extension Browser {
    package enum Key: String, Sendable {
        case enter = "\u{E007}"
        case escape = "\u{E00C}"
        case tab = "\u{E004}"
        case space = " "
        case up = "\u{E013}"
        case down = "\u{E015}"
        case delete = "\u{E017}"
        case f1 = "\u{E031}"
        case f2 = "\u{E032}"
        case f3 = "\u{E033}"
        case f4 = "\u{E034}"
        case f6 = "\u{E036}"
        case f7 = "\u{E037}"
        case f8 = "\u{E038}"
        case f9 = "\u{E039}"
        case f10 = "\u{E03A}"
        case f12 = "\u{E03C}"
    }

    package func press(_ key: Key) async throws { try await type(key.rawValue) }

    /// Types as a scanner does: a key every two milliseconds by the keys' own clock, and Enter at the end of each line.
    package func scan(_ text: String) async throws {
        let now = try await script("return performance.timeOrigin + performance.now()")
        guard var time = (now as? Double).map({ $0 / 1000 }) else { throw BrowserError("no time: \(now)") }
        for line in text.split(separator: "\n") {
            for sign in line { try await stroke(["key": String(sign), "text": String(sign)], at: &time) }
            try await stroke(
                ["key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13], at: &time)
        }
    }

    private func stroke(_ key: [String: Any], at time: inout Double) async throws {
        for kind in ["keyDown", "keyUp"] {
            var event = key
            event["type"] = kind
            if kind == "keyUp" { event["text"] = nil }
            event["timestamp"] = time
            _ = try await command(
                .POST, "/goog/cdp/execute", ["cmd": "Input.dispatchKeyEvent", "params": event])
            time += 0.001
        }
    }

    /// Types wherever the focus is, a key after the other.
    ///
    /// - Parameter pause: milliseconds between two keys: a person has some hundred, a scanner a few.
    package func type(_ text: String, pause: Int = 0) async throws {
        var steps: [[String: Any]] = []
        for sign in text {
            steps.append(["type": "keyDown", "value": String(sign)])
            steps.append(["type": "keyUp", "value": String(sign)])
            if pause > 0 { steps.append(["type": "pause", "duration": pause]) }
        }
        _ = try await command(
            .POST, "/actions", ["actions": [["type": "key", "id": "keyboard", "actions": steps]]])
    }
}
