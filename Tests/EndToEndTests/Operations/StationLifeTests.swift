import Foundation
import Testing

/// A station from its backup to its end, with the real programs over real sockets.
@Suite("Backup, restore and end of a station, end to end", .serialized, .timeLimit(.minutes(5)))
struct StationLifeTests {
    private static let password = "four words that differ"

    @Test("a restored station goes on behind what the registry has, the old one is barred, and the end is proved")
    func life() async throws {
        try await Rig.with { rig in
            let invited = try await InvitedStation(rig)
            _ = try await rig.insertCard([invited.card.card], says: "inserted")
            #expect(try await invited.enrol(invited.invite()).status == 0)
            #expect(try await invited.enroll().status == 0)
            let made = try await rig.run(
                "idstation",
                ["officer", "new", "--id", "o-9", "--name", "Officer Nine", "--out", "o-9.json", "--password", "-"],
                input: Self.password + "\n")
            #expect(made.status == 0, "\(made)")
            let nobody = try await invited.idstation(
                ["backup", "--station", "station", "--out", "station.backup", "--json"])
            #expect(nobody.status == 8 && nobody.failureCode == "backup-for-nobody", "\(nobody)")
            let backup = try await invited.idstation(
                ["backup", "--station", "station", "--out", "station.backup", "--to", "o-9.json", "--json"])
            #expect(backup.status == 0 && backup.standardOutput.contains("tls.key"), "\(backup)")
            #expect(try await invited.enroll(["--again"]).status == 0)

            let restore = [
                "restore", "station.backup", "--station", "new", "--officer", "o-9.json", "--password", "-", "--json",
            ]
            let locked = try await invited.idstation(restore, input: "another four words\n")
            #expect(locked.status == 15 && locked.failureCode == "backup-locked", "\(locked)")
            #expect(!FileManager.default.fileExists(atPath: rig.folder.appendingPathComponent("new").path))
            let restored = try await invited.idstation(restore, input: Self.password + "\n")
            #expect(restored.status == 0, "\(restored)")
            #expect(try told(restored).needsKeys && told(restored).phase == "restored")

            let enrolled = try await invited.idstation(
                ["identity", "enrol", "--station", "new", "--registry", invited.url, "--code", "-", "--json"],
                input: invited.invite() + "\n")
            #expect(enrolled.status == 0, "\(enrolled)")
            let early = try await enroll(invited)
            #expect(early.status == 8 && early.failureCode == "station-restored", "\(early)")
            let gone = try await barred(invited)
            #expect(gone.status == 6 && gone.failureCode == "station-revoked", "\(gone)")

            let recovered = try await invited.idstation(["restore", "--station", "new", "--json"])
            #expect(recovered.status == 0, "\(recovered)")
            #expect(try told(recovered).recovered?.records == 1 && told(recovered).recovered?.next == 3)
            #expect(try told(recovered).phase == "open")
            let third = try await enroll(invited)
            #expect(third.status == 0, "\(third)")
            #expect(try Demo.enrollment(third).sequence == 3 && Demo.enrollment(third).state == "delivered")

            try await end(invited)
        }
    }

    /// Taken out of use, proved, and not to be used again.
    private func end(_ invited: InvitedStation) async throws {
        let rig = invited.rig
        let waiting = try await enroll(invited, ["--offline"])
        #expect(waiting.status == 0, "\(waiting)")
        let command = ["decommission", "--station", "new", "--out", "new.proof", "--json"]
        let done = try await invited.idstation(command)
        #expect(done.status == 0 && done.standardOutput.contains(#""records" : 4"#), "\(done)")
        let names = try FileManager.default.contentsOfDirectory(
            atPath: rig.folder.appendingPathComponent("new").path)
        #expect(names.filter { $0.hasSuffix(".key") } == [])
        let proved = try await rig.run("idregistry", ["station", "proof", "registry", "new.proof"])
        #expect(proved.status == 0 && proved.standardOutput.contains("closed with 4 records"), "\(proved)")
        let shown = try await rig.run("idregistry", ["station", "show", "registry", "--station", "test-001"])
        #expect(shown.standardOutput.contains("closed with 4 records"), "\(shown)")
        let reconciled = try await rig.run("idregistry", ["reconcile", "registry"])
        #expect(reconciled.standardOutput.contains("test-001: closed with 4 records"), "\(reconciled)")
        let again = try await invited.idstation(command)
        #expect(again.status == 0, "\(again)")
        #expect(try await enroll(invited).status == 8)
        // A proof that somebody wrote in, and one of another registry.
        let file = rig.folder.appendingPathComponent("new.proof")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.replacing("\"statement\":\"ey", with: "\"statement\":\"eX").utf8).write(to: file)
        #expect(try await rig.run("idregistry", ["station", "proof", "registry", "new.proof"]).status != 0)
    }

    private func enroll(_ invited: InvitedStation, _ options: [String] = []) async throws -> Outcome {
        try await invited.idstation(
            [
                "enroll", "--station", "new", "--can", invited.card.can, "--phone", "0912345678", "--consent",
                "--again", "--json",
            ] + options)
    }

    /// What the old machine is told, as soon as the registry's servers look again.
    private func barred(_ invited: InvitedStation) async throws -> Outcome {
        let end = ContinuousClock.now.advanced(by: .seconds(20))
        while true {
            let sent = try await invited.idstation(["audit", "send", "--station", "station", "--json"])
            if sent.status != 0 || ContinuousClock.now > end { return sent }
            try await Task.sleep(for: .milliseconds(300))
        }
    }

    private struct Told: Decodable {
        struct Recovered: Decodable {
            let records: Int
            let next: Int
        }

        let needsKeys: Bool
        let phase: String
        let recovered: Recovered?
    }

    private func told(_ outcome: Outcome) throws -> Told {
        try JSONDecoder().decode(Told.self, from: Data(outcome.standardOutput.utf8))
    }
}
