import Foundation
import Testing

/// The station reads the same card whole through every model of reader, and learns what a reader cannot.
@Suite("A card through each model of reader", .timeLimit(.minutes(5)))
struct ModelReadTests {
    @Test(
        "all files are the card's, whatever the reader cuts, refuses or conceals",
        arguments: [
            "plain", "acr122u", "acr1252", "acr1281", "omnikey", "scl3711", "tells-nothing", "late-removal",
        ])
    func read(_ model: String) async throws {
        try await Rig.with(.running(readers: 1, models: [model])) { rig in
            let card = try await Demo(rig: rig).issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            let outcome = try await rig.run(
                "idstation", ["read", "--can", card.can, "--out", "out", "--probe-extended-length"])
            #expect(outcome.status == 0, "\(outcome)")
            for name in ["COM", "SOD", "DG1", "DG2", "DG13", "DG14"] {
                let read = try Data(contentsOf: rig.folder.appendingPathComponent("out/\(name).bin"))
                let issued = try Data(contentsOf: rig.folder.appendingPathComponent("card/files/\(name).bin"))
                #expect(read == issued, "\(name)")
            }
        }
    }
}
