import Foundation
import Testing

extension CounterPage {
    /// Fills the steps that are alike in every procedure, and goes on, until a step of this kind is at hand.
    ///
    /// - Parameter portrait: a JPEG of the citizen.
    @discardableResult
    func fill(until kind: String, phone: String = "0912345678", portrait: Data) async throws -> Answer {
        var answer = try await done("look")
        for _ in 0..<16 where answer.kind != kind {
            switch answer.kind {
            case "fields":
                try await done("fields", ["values": values(for: answer, phone: phone)])
            case "portrait":
                try await done("portrait", ["image": portrait.base64EncodedString()])
                try await done("portrait-decision", ["accept": true])
            case "fingerprints":
                for group in ["left-four", "right-four", "thumbs"] {
                    try await done("capture-fingers", ["group": group])
                }
            case "papers":
                let papers = answer.session["documents"] as? [[String: Any]] ?? []
                let wanted = papers.filter { $0["required"] as? Bool == true }.compactMap { $0["id"] as? String }
                try await done(
                    "papers",
                    [
                        "documents": Dictionary(uniqueKeysWithValues: wanted.map { ($0, "001099000001") }),
                        "checked": true,
                    ])
            case "consent": try await done("consent", ["language": "vi", "agreed": true])
            default: return answer
            }
            answer = try await done("next")
        }
        #expect(answer.kind == kind, "\(answer.session)")
        return answer
    }
}

extension CounterPage {
    /// Something right for each field that must be there.
    private func values(for answer: Answer, phone: String) -> [String: String] {
        var values: [String: String] = [:]
        for field in answer.session["fields"] as? [[String: Any]] ?? [] where field["required"] as? Bool == true {
            guard let name = field["name"] as? String else { continue }
            let choices = field["choices"] as? [[String: Any]] ?? []
            values[name] =
                field["type"] as? String == "phone" ? phone : choices.first?["value"] as? String ?? "mất điện thoại"
        }
        return values
    }
}

extension CounterPage.Answer {
    /// The kind of the step at hand.
    var kind: String? {
        let steps = session["steps"] as? [[String: Any]] ?? []
        return steps.first { $0["id"] as? String == step }?["kind"] as? String
    }

    /// Whether the case has become a record.
    var isSealed: Bool { session["sealed"] is [String: Any] }

    /// Codes of what speaks against this citizen or phone.
    var duplicates: [String] {
        (session["duplicates"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }.sorted()
    }
}

extension CounterStation {
    /// What the camera sees of a citizen.
    func portrait() async throws -> Data {
        let drawn = try await rig.run("idcard", ["camera", "--frames", "1", "--out", "camera.jpg"])
        #expect(drawn.status == 0, "\(drawn)")
        return try Data(contentsOf: rig.folder.appendingPathComponent("camera.jpg"))
    }

    /// Waits until the registry has every record.
    func delivered(_ count: Int) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(60))
        var states = try await demo.outbox().map(\.state)
        while states != Array(repeating: "delivered", count: count), ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(200))
            states = try await demo.outbox().map(\.state)
        }
        #expect(states == Array(repeating: "delivered", count: count), "\(station.standardError)")
    }
}
