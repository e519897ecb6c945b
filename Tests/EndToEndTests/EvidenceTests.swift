import Foundation
import Testing

/// What one station saw, judged again elsewhere and later, without a card.
@Suite("Evidence, end to end")
struct EvidenceTests {
    private func verdict(_ outcome: Outcome) throws -> String {
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: Any], "\(outcome)")
        return try #require(json["verdict"] as? String)
    }

    /// The rows of a report: check, subject, result and reason.
    private func rows(_ outcome: Outcome) throws -> [[String]] {
        let json = try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: Any]
        let report = try #require(json?["report"] as? [String: Any], "\(outcome)")
        return try #require(report["checks"] as? [[String: Any]]).map { row in
            ["check", "subject", "result", "reason"].map { row[$0] as? String ?? "" }
        }
    }

    @Test("the same rows and the same verdict without card, reader and pcscd, under every policy")
    func sameVerdict() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            for (policy, status) in [("strict", Int32(3)), ("counter", 0), ("kiosk", 0)] {
                let out = "evidence-\(policy)"
                let options = ["--trust", "country/trust", "--policy", policy, "--json"]
                let seen = try await rig.run(
                    "idstation", ["verify", "--can", card.can, "--out", out] + options)
                #expect(seen.status == status, "\(seen)")
                let elsewhere = try await rig.run("idstation", ["verify", "--evidence", out] + options)
                #expect(elsewhere.status == seen.status, "\(elsewhere)")
                #expect(try rows(elsewhere) == rows(seen))
                #expect(try verdict(elsewhere) == verdict(seen))
                // Both proofs were checked anew from their transcripts.
                let reasons = try rows(elsewhere).filter { $0[0].hasSuffix("-authentication") }.map { $0[3] }
                #expect(reasons == ["proven-deniably", "proven"])
            }
            let untrusted = try await rig.run(
                "idstation", ["verify", "--evidence", "evidence-counter", "--trust", "evidence-counter"])
            #expect(untrusted.status == 3, "\(untrusted)")
            #expect(untrusted.standardOutput.contains("at the reading the verdict was valid, by the policy counter"))
        }
    }

    @Test("another day: what has expired by then is told; a day that is none is refused")
    func anotherDay() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            // A citizen whose card ends.
            var card = try await demo.issue()
            for seed in 2...20 where card.mrzInformation.dropFirst(17).hasPrefix("991231") {
                card = try await demo.issue("card-\(seed)", country: "country", ["--seed", "\(seed)"])
            }
            _ = try await rig.insertCard([card.card], says: "inserted")
            let seen = try await rig.run(
                "idstation", ["verify", "--can", card.can, "--trust", "country/trust", "--out", "evidence"])
            #expect(seen.status == 0, "\(seen)")
            func judged(_ policy: String, _ date: String) async throws -> Int32? {
                try await rig.run(
                    "idstation",
                    ["verify", "--evidence", "evidence", "--trust", "country/trust", "--policy", policy, "--at", date]
                ).status
            }
            #expect(try await judged("kiosk", "now") == 0)
            #expect(try await judged("kiosk", "2099-01-01") == 10)
            #expect(try await judged("counter", "2099-01-01") == 0)
            #expect(try await judged("counter", "2099-13-01") == 64)
        }
    }

    @Test("a clone stays a clone, and a folder that somebody touched says nothing")
    func hostile() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue("card", country: "country", ["--clone"])
            _ = try await rig.insertCard([card.card], says: "inserted")
            let options = ["--trust", "country/trust", "--json"]
            let seen = try await rig.run("idstation", ["verify", "--can", card.can, "--out", "evidence"] + options)
            #expect(seen.status == 2, "\(seen)")
            let again = try await rig.run("idstation", ["verify", "--evidence", "evidence"] + options)
            #expect(again.status == 2, "\(again)")
            #expect(try rows(again) == rows(seen))

            let file = rig.folder.appendingPathComponent("evidence/SOD.bin")
            var bytes = try Data(contentsOf: file)
            bytes[bytes.count - 1] ^= 1
            try bytes.write(to: file)
            let touched = try await rig.run("idstation", ["verify", "--evidence", "evidence"] + options)
            #expect(touched.status == 3 && touched.standardOutput.contains("evidence-damaged"), "\(touched)")
            let nowhere = try await rig.run("idstation", ["verify", "--evidence", "nowhere"] + options)
            #expect(nowhere.status == 64, "\(nowhere)")
        }
    }

    @Test("a policy of one's own, and one that gives authenticity away")
    func ownPolicy() async throws {
        try await Rig.with(.down) { rig in
            let printed = try await rig.run("idstation", ["policy", "strict"])
            #expect(printed.status == 0, "\(printed)")
            let weak = printed.standardOutput.replacing(
                "\"sod-signature\" : \"required\"", with: "\"sod-signature\" : \"advisory\"")
            #expect(weak != printed.standardOutput)
            try Data(weak.utf8).write(to: rig.folder.appendingPathComponent("weak.json"))
            for policy in ["weak.json", "nowhere.json"] {
                let outcome = try await rig.run(
                    "idstation", ["verify", "--evidence", "x", "--trust", ".", "--policy", policy])
                #expect(outcome.status == 64, "\(outcome)")
            }
        }
    }
}
