import Foundation
import Testing

/// `idstation serve` while its trust changes.
@Suite("Trust of a running station, end to end")
struct TrustServeTests {
    @Test("a card that could not be checked is genuine once the registry's bundle was dropped into the folder")
    func bundle() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            _ = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
            try await demo.enlist(port: 1)
            let trust = rig.folder.appendingPathComponent("station/trust")
            try FileManager.default.removeItem(at: trust.appendingPathComponent("trust.sqlite"))
            _ = try await rig.insertCard([card.card], says: "inserted")
            let station = try rig.start("idstation", ["serve", "--station", "station", "--port", "0"])
            try await station.waitForOutput("listening on http://127.0.0.1:")
            try await station.waitForOutput("no-anchors")
            let address = try #require(station.standardOutput.split(separator: " ").last)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(try await read(card, at: address, rig).contains(#""verdict":"no-trust-anchor""#))

            let made = try await rig.run("idregistry", ["trust", "bundle", "registry", "--out", "new.bundle"])
            #expect(made.status == 0, "\(made)")
            let incoming = trust.appendingPathComponent("incoming")
            try FileManager.default.createDirectory(at: incoming, withIntermediateDirectories: false)
            try FileManager.default.moveItem(
                at: rig.folder.appendingPathComponent("new.bundle"), to: incoming.appendingPathComponent("new.bundle"))
            try await station.waitForOutput("trust store read again")
            #expect(try await read(card, at: address, rig).contains(#""verdict":"valid""#))
            #expect(
                FileManager.default.fileExists(atPath: trust.appendingPathComponent("imported/new.bundle").path))

            station.terminate()
            let ended = await station.outcome(within: .seconds(15))
            #expect(ended.status == 0, "\(ended)")
        }
    }

    @Test("a kiosk says neither that the card is genuine nor that it is forged, but where to go")
    func kiosk() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            try await demo.issue("stranger", country: "other-country")
            _ = try await rig.run("idregistry", ["init", "registry", "--trust", "other-country/trust"])
            try await demo.enlist(port: 1)
            _ = try await rig.insertCard([card.card], says: "inserted")
            let station = try rig.start(
                "idstation", ["serve", "--station", "station", "--port", "0", "--policy", "kiosk"])
            try await station.waitForOutput("listening on http://127.0.0.1:")
            let address = try #require(station.standardOutput.split(separator: " ").last)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let answer = try await read(card, at: address, rig)
            #expect(answer.contains(#""verdict":"no-trust-anchor""#))
            #expect(answer.contains("This machine cannot check your card yet"))
            #expect(answer.contains("Máy này chưa kiểm tra được thẻ của bạn"))
            station.terminate()
            _ = await station.outcome(within: .seconds(15))
        }
    }

    @Test("a running registry that learns of a new authority judges the next record by it")
    func registry() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            try await demo.issue("stranger", country: "other-country")
            let (registry, port) = try await demo.startRegistry(trusting: "other-country")
            try await demo.enlist(port: port)
            _ = try await rig.insertCard([card.card], says: "inserted")
            let trusting = try await rig.run(
                "idstation", ["trust", "import", "--trust", "station/trust", "country/trust/csca.pem"])
            #expect(trusting.status == 0, "\(trusting)")
            let refused = try await demo.enroll(card)
            #expect(refused.status == 6 && refused.standardOutput.contains("issuer is not known"), "\(refused)")
            let learning = try await rig.run("idregistry", ["trust", "import", "registry", "country/trust/csca.pem"])
            #expect(learning.status == 0, "\(learning)")
            // A look in the middle of the import sees the store before it.
            try await registry.waitForOutput("anchors=2")
            let taken = try await demo.enroll(card, ["--again"])
            #expect(taken.status == 0, "\(taken)")
        }
    }

    private func read(_ card: Demo.Card, at address: String, _ rig: Rig) async throws -> String {
        let script = """
            set -e
            page=$(curl -s -c cookies \(address))
            token=$(printf %s "$page" | sed -n 's/.*name="station-token" content="\\([0-9a-f]*\\)".*/\\1/p')
            curl -s -b cookies -H "X-Station-Token: $token" -H "Origin: \(address.dropLast())" \
                -d '{"can":"'$1'"}' \(address)api/read
            """
        return try await rig.run("sh", ["-c", script, "sh", card.can]).standardOutput
    }
}
