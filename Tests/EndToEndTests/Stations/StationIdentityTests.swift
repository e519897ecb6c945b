import Foundation
import HardwareKeys
import Testing

/// A station's identity from the code to the revocation, with the real programs over real sockets.
@Suite("A station's identity, end to end", .serialized, .timeLimit(.minutes(5)))
struct StationIdentityTests {
    @Test("a code makes a station that enrolls; the same code makes no second one; its certificates are renewed")
    func files() async throws {
        try await Rig.with { rig in
            let invited = try await InvitedStation(rig)
            _ = try await rig.insertCard([invited.card.card], says: "inserted")
            let code = try await invited.invite()
            let made = try await invited.enrol(code)
            #expect(made.status == 0, "\(made)")
            let shown = try InvitedStation.shown(made)
            #expect(shown.station == "test-001" && shown.keys.map(\.kind) == ["file", "file"])
            let areUsable = shown.keys.allSatisfy { $0.isUsable }
            #expect(areUsable)
            let folder = rig.folder.appendingPathComponent("station")
            for name in ["tls.key", "signing.key", "identity.json"] {
                let attributes = try FileManager.default.attributesOfItem(
                    atPath: folder.appendingPathComponent(name).path)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
            }
            #expect(!FileManager.default.fileExists(atPath: folder.path + ".enrolling"))
            // The registry has no key of the station, and the database no code.
            let database = try Data(contentsOf: rig.folder.appendingPathComponent("registry/registry.sqlite"))
            for text in [code, code.replacing("-", with: "")] {
                #expect(database.range(of: Data(text.utf8)) == nil, "the code lies in the registry's database")
            }

            // It has trust, procedures and messages, and its record is taken.
            let enrolled = try await invited.enroll()
            #expect(enrolled.status == 0, "\(enrolled)")
            #expect(try Demo.enrollment(enrolled).state == "delivered")

            let again = try await invited.idstation(
                ["identity", "enrol", "--station", "second", "--registry", invited.url, "--json"], input: code + "\n")
            #expect(again.status == 6 && again.failureCode == "enrolment-code-used", "\(again)")
            #expect(!FileManager.default.fileExists(atPath: rig.folder.appendingPathComponent("second").path))

            let young = try await invited.idstation(["identity", "renew", "--station", "station", "--json"])
            #expect(young.status == 0, "\(young)")
            #expect(try InvitedStation.shown(young).isRenewed == false)
            let fresh = try await invited.idstation(
                ["identity", "renew", "--station", "station", "--fresh-keys", "--json"])
            #expect(fresh.status == 0, "\(fresh)")
            let renewed = try InvitedStation.shown(fresh)
            #expect(renewed.isRenewed == true && renewed.keys.map(\.key) == ["tls-2.key", "signing-2.key"])
            #expect(renewed.keys.map(\.fingerprint) != shown.keys.map(\.fingerprint))
            #expect(try await invited.enroll(["--again"]).status == 0)
        }
    }

    @Test("a wrong code, a code of another registry, a folder that is taken: nothing is made")
    func refused() async throws {
        try await Rig.with { rig in
            let invited = try await InvitedStation(rig)
            let code = try await invited.invite()
            let typed = try await invited.enrol(String(code.dropLast()) + (code.hasSuffix("7") ? "8" : "7"))
            #expect(typed.status == 64 && typed.failureCode == "code-malformed", "\(typed)")
            let address = try await invited.enrol(code, ["--tls-key", "tls.key", "--signing-key", "handle:0x81000001"])
            #expect(address.status == 64 && address.failureCode == "key-address-malformed", "\(address)")
            let other = try await rig.run("idregistry", ["init", "other", "--trust", "country/trust"])
            #expect(other.status == 0, "\(other)")
            let enrollment = Workspace.root.appendingPathComponent("enrollment").path
            let foreign = try await rig.run(
                "idregistry", ["station", "invite", "other", "--station", "test-001", "--enrollment", enrollment])
            let line = try #require(foreign.standardOutput.split(separator: "\n").last)
            let untrusted = try await invited.enrol(line.trimmingCharacters(in: .whitespaces))
            #expect(untrusted.status == 7 && untrusted.failureCode == "server-not-trusted", "\(untrusted)")
            try FileManager.default.createDirectory(
                at: rig.folder.appendingPathComponent("station"), withIntermediateDirectories: false)
            let taken = try await invited.enrol(code)
            #expect(taken.status == 8 && taken.failureCode == "folder-taken", "\(taken)")
            try FileManager.default.removeItem(at: rig.folder.appendingPathComponent("station"))
            #expect(try await invited.enrol(code).status == 0)
        }
    }

    @Test("killed at any moment, the same command goes on: one pair of certificates, a whole folder")
    func killed() async throws {
        try await Rig.with(.down) { rig in
            let invited = try await InvitedStation(rig)
            let code = try await invited.invite()
            let folder = rig.folder.appendingPathComponent("station")
            for wait in [5, 20, 40, 60, 80, 100, 120, 150, 200] {
                let program = try rig.start(
                    "idstation",
                    ["identity", "enrol", "--station", "station", "--registry", invited.url, "--json"],
                    input: code + "\n")
                try await Task.sleep(for: .milliseconds(wait))
                program.kill()
                _ = await program.outcome(within: .seconds(5))
                if FileManager.default.fileExists(atPath: folder.path) { break }
            }
            if !FileManager.default.fileExists(atPath: folder.path) {
                let made = try await invited.enrol(code)
                #expect(made.status == 0, "\(made)")
            }
            let shown = try await invited.idstation(["identity", "show", "--station", "station", "--json"])
            #expect(shown.status == 0, "\(shown)")
            let listed = try await rig.run(
                "idregistry", ["station", "show", "registry", "--station", "test-001", "--json"])
            #expect(listed.standardOutput.matches(of: /"fingerprint"/).count == 2, "\(listed)")
        }
    }

    @Test("a revoked station is told so at once, and its record is kept")
    func revoked() async throws {
        try await Rig.with { rig in
            let invited = try await InvitedStation(rig)
            _ = try await rig.insertCard([invited.card.card], says: "inserted")
            #expect(try await invited.enrol(invited.invite()).status == 0)
            #expect(try await invited.enroll().status == 0)
            let revoked = try await rig.run(
                "idregistry",
                ["station", "revoke", "registry", "--station", "test-001", "--reason", "lost", "--json"])
            #expect(revoked.status == 0, "\(revoked)")
            try await Task.sleep(for: .seconds(2))
            let renew = try await invited.idstation(["identity", "renew", "--station", "station", "--json"])
            #expect(renew.status == 6 && renew.failureCode == "station-revoked", "\(renew)")
            let listed = try await rig.run("idregistry", ["station", "list", "registry"])
            #expect(listed.standardOutput.contains("test-001 revoked since"), "\(listed)")
            let mistyped = try await rig.run(
                "idregistry", ["station", "revoke", "registry", "--station", "test-002", "--reason", "lost"])
            #expect(mistyped.status == 64, "\(mistyped)")
            let barred = try await rig.run(
                "idregistry",
                [
                    "station", "invite", "registry", "--station", "test-001", "--enrollment",
                    Workspace.root.appendingPathComponent("enrollment").path,
                ])
            #expect(barred.status == 1 && barred.standardError.contains("is revoked"), "\(barred)")
        }
    }

    @Test(
        "keys in a PKCS#11 token: enrolled, a citizen enrolled, forwarded; without the token nothing takes their place")
    func token() async throws {
        try await Rig.with { rig in
            var invited = try await InvitedStation(rig)
            let token = try SoftToken(in: rig.folder, keys: ["tls", "signing"])
            invited.environment = token.environment
            try await enrollByHardware(
                invited, [token.address(of: "tls"), token.address(of: "signing")], kind: "token",
                takeAway: token.takeAway)
            try token.putBack()
            let back = try await invited.idstation(["forward", "--station", "station"])
            #expect(back.status == 0, "\(back)")
        }
    }

    @Test("keys in a TPM: enrolled, a citizen enrolled, forwarded; without the TPM nothing takes their place")
    func tpm() async throws {
        try await Rig.with { rig in
            var invited = try await InvitedStation(rig)
            let tpm = try SoftTPM(in: rig.folder, keys: 2)
            defer { tpm.stop() }
            invited.environment = tpm.environment
            try await enrollByHardware(
                invited, [tpm.address(of: 1), tpm.address(of: 2)], kind: "tpm", takeAway: tpm.stop)
        }
    }

    private func enrollByHardware(
        _ invited: InvitedStation, _ keys: [String], kind: String, takeAway: () throws -> Void
    ) async throws {
        let rig = invited.rig
        _ = try await rig.insertCard([invited.card.card], says: "inserted")
        let made = try await invited.enrol(invited.invite(), ["--tls-key", keys[0], "--signing-key", keys[1]])
        #expect(made.status == 0, "\(made)")
        #expect(!made.standardOutput.contains(SoftToken.pin), "the PIN is shown")
        let shown = try InvitedStation.shown(made)
        #expect(shown.keys.map(\.kind) == [kind, kind], "\(made)")
        let areUsable = shown.keys.allSatisfy { $0.isUsable }
        #expect(areUsable, "\(made)")
        let folder = rig.folder.appendingPathComponent("station")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.hasSuffix(".key") }, "\(names)")
        let enrolled = try await invited.enroll()
        #expect(enrolled.status == 0, "\(enrolled)")
        #expect(try Demo.enrollment(enrolled).state == "delivered")

        // Somebody puts key files there that would serve; the token goes.
        let decoy = try await rig.run(
            "openssl",
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "station/tls.key"])
        #expect(decoy.status == 0, "\(decoy)")
        try FileManager.default.copyItem(
            at: folder.appendingPathComponent("tls.key"), to: folder.appendingPathComponent("signing.key"))
        try takeAway()
        let without = try await invited.enroll(["--again"])
        #expect(without.status == 8 && without.failureCode == "key-unusable", "\(without)")
        #expect(!"\(without)".contains(SoftToken.pin), "\(without)")
        let lost = try await invited.idstation(["identity", "show", "--station", "station", "--json"])
        #expect(lost.status == 8, "\(lost)")
        #expect(try InvitedStation.shown(lost).keys.map(\.isUsable) == [false, false], "\(lost)")
        let forward = try await invited.idstation(["forward", "--station", "station", "--json"])
        #expect(forward.status == 8 && forward.failureCode == "key-unusable", "\(forward)")
    }
}
