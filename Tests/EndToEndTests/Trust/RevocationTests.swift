import Foundation
import Testing

/// A state that publishes a master list, and later revokes its document signer.
@Suite("Published trust, end to end")
struct RevocationTests {
    @Test("a card is genuine by the published list, and no longer once its signer is revoked")
    func revoked() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            func published(_ options: [String] = []) async throws {
                let outcome = try await rig.run(
                    "idcard", ["publish", "country", "--out", "published"] + options)
                #expect(outcome.status == 0, "\(outcome)")
            }
            func imported(_ files: [String]) async throws -> Outcome {
                try await rig.run("idstation", ["trust", "import", "--trust", "trust", "--json"] + files)
            }
            func verified(_ policy: String = "counter") async throws -> Outcome {
                try await rig.run(
                    "idstation", ["verify", "--can", card.can, "--trust", "trust", "--policy", policy, "--json"])
            }
            try await published()
            let unpinned = try await imported(["published/master-list.ml"])
            #expect(unpinned.status == 11 && unpinned.standardOutput.contains("not-pinned"), "\(unpinned)")
            let pinned = try await imported(["published/master-list.ml", "--pin", "country/trust/csca.pem"])
            #expect(pinned.status == 0, "\(pinned)")
            let unlisted = try await verified()
            #expect(unlisted.status == 0 && unlisted.standardOutput.contains("no-revocation-list"), "\(unlisted)")

            #expect(try await imported(["published/csca.crl"]).status == 0)
            let listed = try await verified()
            #expect(listed.status == 0 && listed.standardOutput.contains("not-revoked"), "\(listed)")

            // Revocation lists count whole seconds: the next one must be newer.
            try await Task.sleep(for: .milliseconds(1100))
            try await published(["--revoke"])
            #expect(try await imported(["published/csca.crl"]).status == 0)
            let revoked = try await verified()
            #expect(revoked.status == 2 && revoked.standardOutput.contains("\"reason\" : \"revoked\""), "\(revoked)")
        }
    }
}
