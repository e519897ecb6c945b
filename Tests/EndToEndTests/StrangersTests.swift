import Foundation
import Testing

/// The station and a passport that other people wrote: Strangers/README.md.
@Suite(
    "A card of someone else's, end to end", .enabled(if: Stranger.isWanted, "\(Stranger.packages) are not installed"))
struct StrangersTests {
    @Test("its files are read exactly as it was given them")
    func read() async throws {
        try await Stranger.inserted { rig in
            let outcome = try await rig.run("idstation", ["read", "--mrz", Stranger.zone, "--out", "out", "--json"])
            #expect(outcome.status == 0, "\(outcome)")
            let json = try #require(
                JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: Any])
            #expect((json["access"] as? [String: Any])?["bac"] as? String == "passed")
            let holder = try #require(json["holder"] as? [String: Any])
            #expect(holder["documentNumber"] as? String == "L898902C3")
            #expect(holder["primaryIdentifier"] as? String == "ERIKSSON")
            func file(_ path: String) throws -> Data { try Data(contentsOf: rig.folder.appendingPathComponent(path)) }
            for name in ["COM", "SOD", "DG1", "DG2"] {
                #expect(try file("out/\(name).bin") == file("document/\(name).bin"), "\(name)")
            }
            #expect(try file("out/portrait.jpg").starts(with: [0xFF, 0xD8, 0xFF]))
        }
    }

    @Test("it is genuine where its state is trusted, and not checked where another is")
    func verify() async throws {
        try await Stranger.inserted { rig in
            let trusted = try await rig.run(
                "idstation", ["verify", "--mrz", Stranger.zone, "--trust", "document/trust", "--json"])
            #expect(trusted.status == 0, "\(trusted)")
            #expect(trusted.standardOutput.contains("CN=CSCA,O=Specimen,C=UT"))
            let other = try await rig.run(
                "idstation", ["verify", "--mrz", Stranger.zone, "--trust", "country/trust", "--json"])
            #expect(other.status == 3, "\(other)")
        }
    }

    @Test("a wrong MRZ is told as that, and the card opens with the right one afterwards")
    func wrongMRZ() async throws {
        try await Stranger.inserted { rig in
            let wrong = try await rig.run("idstation", ["read", "--mrz", "L898902C3674081221204160", "--json"])
            #expect(wrong.status == 5, "\(wrong)")
            #expect(wrong.standardOutput.contains("wrong-password"), "\(wrong)")
            let right = try await rig.run("idstation", ["read", "--mrz", Stranger.zone])
            #expect(right.status == 0, "\(right)")
        }
    }
}

/// The passport of Debian's python3-virtualsmartcard, with the specimen of Doc 9303-4.
private enum Stranger {
    static let packages = "python3-virtualsmartcard and python3-pycryptodome"

    /// Where continuous integration lacks the packages, the tests run and fail.
    static let isWanted =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || ["/usr/lib/python3/site-packages/virtualsmartcard", "/usr/lib/python3/dist-packages/Cryptodome"]
            .allSatisfy { FileManager.default.fileExists(atPath: $0) }

    /// Number, birth and expiry of the specimen with their check digits.
    static let zone = "L898902C3674081221204159"

    /// Makes the document, in `document`, and runs the body with the card in the rig's only reader.
    static func inserted(_ body: (Rig) async throws -> Void) async throws {
        let port = UInt16.random(in: 20_000...30_000)
        try await Rig.with(.running(readers: 0, ports: [port])) { rig in
            // The portrait is one of ours; to their card it is bytes.
            try await Demo(rig: rig).issue()
            let document = rig.folder.appendingPathComponent("document")
            try FileManager.default.createDirectory(at: document, withIntermediateDirectories: false)
            try FileManager.default.copyItem(
                at: rig.folder.appendingPathComponent("card/files/DG2.bin"),
                to: document.appendingPathComponent("DG2.bin"))
            let made = try await rig.run("/usr/bin/python3", [script("specimen.py"), "document"])
            try #require(made.status == 0, "\(made)")
            let card = try rig.start("/usr/bin/python3", [script("stranger-card.py"), String(port), "document"])
            try await card.waitForOutput("the card is in the reader")
            try await body(rig)
        }
    }

    private static func script(_ name: String) -> String {
        Workspace.root.appendingPathComponent("Tests/EndToEndTests/Strangers/\(name)").path
    }
}
