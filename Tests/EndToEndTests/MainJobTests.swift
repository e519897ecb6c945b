import Foundation
import Testing

/// The main job with the real programs, a real pcscd with our driver, real TLS and real databases.
@Suite("The main job, end to end")
struct MainJobTests {
    @Test("a card is read, verified, enrolled, forwarded, and the receipt verified")
    func enroll() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (_, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            _ = try await rig.insertCard([card.card], says: "inserted")
            let outcome = try await demo.enroll(card)
            #expect(outcome.status == 0, "\(outcome)")
            let enrollment = try Demo.enrollment(outcome)
            #expect(enrollment.state == "delivered")
            #expect(enrollment.sequence == 1)
            #expect(enrollment.receipt?.treeSize == 1)
            #expect(try await demo.outbox().map(\.state) == ["delivered"])
            // No personal data in the clear on the station's disk.
            let database = try Data(contentsOf: rig.folder.appendingPathComponent("station/station.sqlite"))
            let log = (try? Data(contentsOf: rig.folder.appendingPathComponent("station/station.sqlite-wal"))) ?? Data()
            for secret in [String(card.mrzInformation.prefix(9)), "0912345678", "IDVNM"] {
                #expect(!(database + log).contains(secret), "\(secret) lies in the station's database")
            }
        }
    }

    @Test("read --out gives the files exactly as they lie on the card, the portrait and the data")
    func read() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            let outcome = try await rig.run("idstation", ["read", "--can", card.can, "--out", "out", "--timing"])
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.standardOutput.contains("Chip Authentication: passed"))
            #expect(outcome.standardOutput.contains("exchanges"))
            func file(_ path: String) throws -> Data { try Data(contentsOf: rig.folder.appendingPathComponent(path)) }
            for name in ["CardAccess", "COM", "SOD", "DG1", "DG2", "DG13", "DG14", "DG15"] {
                #expect(try file("out/\(name).bin") == file("card/files/\(name).bin"), "\(name)")
            }
            #expect(!FileManager.default.fileExists(atPath: rig.folder.appendingPathComponent("out/DG3.bin").path))
            #expect(try file("out/portrait.jpg").starts(with: [0xFF, 0xD8, 0xFF]))
            let json = try #require(JSONSerialization.jsonObject(with: file("out/document.json")) as? [String: Any])
            let holder = try #require(json["holder"] as? [String: Any])
            #expect(holder["documentNumber"] as? String == String(card.mrzInformation.prefix(9)))

            let evidence = try #require(JSONSerialization.jsonObject(with: file("out/evidence.json")) as? [String: Any])
            let chip = try #require(evidence["chip"] as? [String: Any])
            #expect((chip["chipAuthentication"] as? [String: Any])?["outcome"] as? String == "passed")
            #expect(chip["chipAuthenticationTranscript"] != nil && chip["activeAuthenticationProof"] != nil)
            let manifest = try #require(JSONSerialization.jsonObject(with: file("out/manifest.json")) as? [String: Any])
            let listed = (manifest["files"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
            let folder = rig.folder.appendingPathComponent("out").path
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(listed.map(Set.init) == Set(names).subtracting(["manifest.json"]))
            for name in names {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
            }
        }
    }

    @Test("the card opens with the MRZ as well, and from standard input")
    func readWithMRZ() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            let byMRZ = try await rig.run(
                "idstation", ["verify", "--mrz", "-", "--trust", "country/trust"], input: card.mrzInformation + "\n")
            #expect(byMRZ.status == 0, "\(byMRZ)")
            #expect(byMRZ.standardOutput.contains("The card is genuine"))
        }
    }

    @Test("readers lists the reader with and without its card")
    func readers() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let empty = try await rig.run("idstation", ["readers"])
            #expect(empty.standardOutput.contains("chip-id virtual reader 00 00: empty"), "\(empty)")
            _ = try await rig.insertCard([card.card], says: "inserted")
            let full = try await rig.run("idstation", ["readers", "--json"])
            #expect(full.standardOutput.contains("3B80800101"), "\(full)")
        }
    }

    @Test("each program's help teaches and ends well", arguments: ["idstation", "idregistry", "idcard"])
    func help(program: String) async throws {
        try await Rig.with(.down) { rig in
            let outcome = try await rig.run(program, ["--help"])
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.standardOutput.contains("SUBCOMMANDS"))
            let wrong = try await rig.run(program, ["no-such-command"])
            #expect(wrong.status == 64, "\(wrong)")
        }
    }
}

extension Data {
    fileprivate func contains(_ text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}
