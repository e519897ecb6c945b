import Foundation
import Testing

/// A PC/SC client of other people's (pyscard, from Debian) asks our reader.
@Suite(
    "A foreign PC/SC client",
    .enabled(if: Pyscard.isWanted, "python3-pyscard is not installed"), .timeLimit(.minutes(3)))
struct ForeignClientTests {
    private static let script = Workspace.root.appendingPathComponent("Tests/EndToEndTests/Readers/client.py").path

    private func ask(_ rig: Rig, _ arguments: String...) async throws -> [String: Any] {
        let outcome = try await rig.run("/usr/bin/python3", [Self.script] + arguments)
        #expect(outcome.status == 0, "\(outcome)")
        let line = try #require(outcome.standardOutput.split(separator: "\n").last)
        return try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    private func text(_ hex: Any?) -> String? {
        guard let hex = hex as? String else { return nil }
        let digits = Array(hex.utf8)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    @Test("vendor, type, version, contactless or not, and what is in it", arguments: ["plain", "acr122u", "contact"])
    func attributes(_ model: String) async throws {
        try await Rig.with(.running(readers: 1, models: [model])) { rig in
            let card = try await Demo(rig: rig).issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            let told = try await ask(rig, "attributes")
            #expect(text(told["vendor"]) == "chip-id-station")
            #expect(text(told["type"]) == "chip-id virtual reader" + (model == "plain" ? "" : ", model \(model)"))
            #expect(told["version"] as? String == "01000100")
            #expect(text(told["serial"]) == "unix:\(rig.readers[0])")
            let isContactless = model != "contact"
            #expect(told["characteristics"] as? String == (isContactless ? "08000000" : "00000000"))
            #expect(told["card"] as? String == (isContactless ? "05" : "01"))
            #expect(told["presence"] as? String == "02" && told["powered"] as? String == "01")
            #expect(told["protocol"] as? String == "02000000")
            #expect((told["atr"] as? String)?.hasPrefix("3b") == true)
            #expect(told["unknown"] is NSNull)
        }
    }

    /// What the client asks for, what the card's ATR offers.
    @Test(
        "the protocol is one that both want", arguments: [("iso7816", nil, 2), ("ours", 1, 2)] as [(String, Int?, Int)])
    func protocols(_ whose: String, _ t0: Int?, _ t1: Int) async throws {
        let port = UInt16.random(in: 20_000...30_000)
        try await Rig.with(.running(readers: whose == "ours" ? 1 : 0, ports: whose == "ours" ? [] : [port])) { rig in
            if whose == "ours" {
                let card = try await Demo(rig: rig).issue()
                _ = try await rig.insertCard([card.card], says: "inserted")
            } else {
                // vicc's ATR offers T=1 only.
                _ = try await Vicc.start(in: rig, type: whose, port: port)
            }
            let told = try await ask(rig, "protocols")
            #expect(told["t0"] as? Int == t0 && told["t1"] as? Int == t1 && told["any"] as? Int == t1, "\(told)")
        }
    }

    @Test("a program that shares the card and resets it does not keep the station from reading")
    func resets() async throws {
        try await Rig.with { rig in
            let card = try await Demo(rig: rig).issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            let rival = try rig.start("/usr/bin/python3", [Self.script, "resets", "30"])
            try await rival.waitForOutput("shares")
            for _ in 0..<4 {
                let outcome = try await rig.run("idstation", ["read", "--can", card.can])
                #expect(outcome.status == 0, "\(outcome)")
            }
            rival.kill()
        }
    }
}

/// Debian's bindings of PC/SC for Python.
private enum Pyscard {
    /// Where continuous integration lacks the package, the tests run and fail.
    static let isWanted =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/smartcard/scard")
}
