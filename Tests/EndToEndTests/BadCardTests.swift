import Foundation
import Testing

/// What goes wrong at the desk: each case ends in its own status and code, says what to do, and leaves nothing behind.
@Suite("Bad input at the desk, end to end")
struct BadCardTests {
    @Test("no smart card service")
    func noService() async throws {
        try await Rig.with(.down) { rig in
            let outcome = try await rig.run("idstation", ["read", "--can", "123456", "--json"])
            #expect(outcome.status == 4, "\(outcome)")
            #expect(outcome.failureCode == "smart-card-service-down")
            #expect(outcome.standardError.contains("systemctl start pcscd"))
        }
    }

    @Test("no reader")
    func noReader() async throws {
        try await Rig.with(.running(readers: 0)) { rig in
            let outcome = try await rig.run("idstation", ["read", "--can", "123456", "--json"])
            #expect(outcome.status == 4, "\(outcome)")
            #expect(outcome.failureCode == "no-reader")
            #expect(outcome.standardError.contains("plug one in"))
        }
    }

    @Test("no card")
    func noCard() async throws {
        try await Rig.with { rig in
            let outcome = try await rig.run("idstation", ["read", "--can", "123456", "--wait", "1", "--json"])
            #expect(outcome.status == 4, "\(outcome)")
            #expect(outcome.failureCode == "no-card")
            #expect(outcome.standardError.contains("put the card"))
        }
    }

    @Test("a wrong CAN, with the tries left where the card tells them", arguments: [false, true])
    func wrongCAN(tells: Bool) async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue(tells ? ["--tries", "3"] : [])
            _ = try await rig.insertCard([card.card], says: "inserted")
            let outcome = try await rig.run("idstation", ["read", "--can", card.wrongCAN, "--out", "out", "--json"])
            #expect(outcome.status == 5, "\(outcome)")
            #expect(outcome.failureCode == "wrong-password")
            #expect(outcome.standardError.contains("2 tries are left") == tells)
            #expect(!outcome.standardError.contains(card.wrongCAN))
            #expect(!rig.exists("out"))
            // The card still opens with the right one.
            let right = try await rig.run("idstation", ["read", "--can", card.can])
            #expect(right.status == 0, "\(right)")
        }
    }

    @Test("what is mistyped is told before any card is asked")
    func mistyped() async throws {
        try await Rig.with(.down) { rig in
            let zone = "IDVNM0580000221034058000022<<45810262M9912315VNM<<<<<<<<<<<0NGUYEN<<VAN<TY<<<<<<<<<<<<<<<<"
            func code(_ arguments: [String]) async throws -> String? {
                let outcome = try await rig.run("idstation", ["read", "--json"] + arguments)
                #expect(outcome.status == 64 || outcome.failureCode == "smart-card-service-down", "\(outcome)")
                return outcome.failureCode
            }
            #expect(try await code(["--mrz", zone]) == "smart-card-service-down")
            #expect(try await code(["--mrz", zone.replacing("5810262", with: "5810263")]) == "mrz-check-digit")
            #expect(try await code(["--mrz", "IDVNM<<"]) == "mrz-malformed")
            #expect(try await code(["--can", "12345"]) == "password-malformed")
            try FileManager.default.createDirectory(
                at: rig.folder.appendingPathComponent("out/full"), withIntermediateDirectories: true)
            #expect(try await code(["--can", "123456", "--out", "out"]) == "folder-not-empty")
        }
    }

    @Test(
        "a card that is pulled out, or answers rubbish, in the middle of a read",
        arguments: [
            ("leave@40", "card-removed"), ("leave@3", "card-removed"), ("rubbish@40+", nil), ("one-byte@1+", nil),
        ])
    func faults(fault: String, code: String?) async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            _ = try await rig.insertCard([card.card, "--fault", fault], says: "inserted")
            let outcome = try await rig.run("idstation", ["read", "--can", card.can, "--out", "out", "--json"])
            #expect(outcome.status == 4, "\(outcome)")
            if let code { #expect(outcome.failureCode == code, "\(outcome)") }
            #expect(outcome.standardError.contains("→") || outcome.standardError.contains("put it back"), "\(outcome)")
            #expect(!rig.exists("out"))
        }
    }

    @Test("a card that is lifted in the middle and put back is read on")
    func lifted() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let lifted = try await rig.insertCard([card.card, "--fault", "leave@40"], says: "inserted")
            let station = try rig.start(
                "idstation", ["read", "--can", card.can, "--patience", "20", "--out", "out"])
            try await station.waitForOutput("put it back within 20 s")
            lifted.terminate()
            _ = await lifted.outcome(within: .seconds(10))
            _ = try await rig.insertCard([card.card], says: "inserted")
            let outcome = await station.outcome(within: .seconds(30))
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.standardOutput.contains("Chip Authentication: passed"), "\(outcome)")
            #expect(rig.exists("out/DG2.bin") && rig.exists("out/DG15.bin"))
        }
    }

    @Test("a card that hides its PACE is not genuine where signed data show that it has it")
    func downgraded() async throws {
        try await Rig.with { rig in
            let card = try await Demo(rig: rig).issue(["--profile", "passport-td3", "--downgrade"])
            _ = try await rig.insertCard([card.card], says: "inserted")
            let verified = try await rig.run(
                "idstation", ["verify", "--mrz", card.mrzInformation, "--trust", "country/trust", "--json"])
            #expect(verified.status == 2 && verified.standardOutput.contains("offers-hidden"), "\(verified)")
        }
    }

    @Test("a card that changes between two reads, and one that repeats its last session, do not pass the second time")
    func secondRead() async throws {
        for (fault, status) in [("alter:DG13@session:2", 2), ("replay@session:2", 4)] as [(String, Int32)] {
            try await Rig.with { rig in
                let card = try await Demo(rig: rig).issue()
                _ = try await rig.insertCard([card.card, "--fault", fault], says: "inserted")
                let verify = ["verify", "--can", card.can, "--trust", "country/trust"]
                let first = try await rig.run("idstation", verify)
                #expect(first.status == 0, "\(fault) \(first)")
                let second = try await rig.run("idstation", verify)
                #expect(second.status == status, "\(fault) \(second)")
            }
        }
    }

    @Test("an altered data group: not genuine, named, and not enrolled")
    func altered() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue(["--alter", "DG13"])
            let (_, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            _ = try await rig.insertCard([card.card], says: "inserted")
            let verified = try await rig.run("idstation", ["verify", "--can", card.can, "--trust", "country/trust"])
            #expect(verified.status == 2, "\(verified)")
            #expect(verified.standardOutput.contains("EF.DG13 was changed after it was signed"))
            #expect(verified.standardOutput.contains("NOT genuine"))
            #expect(try await demo.enroll(card).status == 2)
            #expect(try await demo.outbox().isEmpty)
        }
    }

    @Test("a copy that hides the chip's public key, so that nobody asks for its proof")
    func hidden() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue(["--hide", "DG14"])
            _ = try await rig.insertCard([card.card], says: "inserted")
            let verified = try await rig.run("idstation", ["verify", "--can", card.can, "--trust", "country/trust"])
            #expect(verified.status == 2, "\(verified)")
            #expect(verified.standardOutput.contains("Signed, and not shown by the chip: DG14"))
        }
    }

    @Test("a clone: right files, wrong chip")
    func clone() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue(["--clone"])
            _ = try await rig.insertCard([card.card], says: "inserted")
            let verified = try await rig.run("idstation", ["verify", "--can", card.can, "--trust", "country/trust"])
            #expect(verified.status == 2, "\(verified)")
            #expect(verified.standardOutput.contains("did not prove that it is the original"))
        }
    }

    @Test("a signer under an unknown CSCA: could not be checked, which is neither genuine nor forged")
    func unknownCSCA() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            try await demo.issue("other-card", country: "other-country")
            let card = try await demo.issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            let verified = try await rig.run(
                "idstation", ["verify", "--can", card.can, "--trust", "other-country/trust"])
            #expect(verified.status == 3, "\(verified)")
            #expect(verified.standardOutput.contains("could not be checked"))
            let untrusted = try await rig.run("idstation", ["verify", "--can", card.can, "--trust", "nowhere"])
            #expect(untrusted.status == 8, "\(untrusted)")
        }
    }
}

extension Demo {
    /// A card with options, in the folder `card`.
    func issue(_ options: [String]) async throws -> Card { try await issue("card", country: "country", options) }
}

extension Rig {
    /// Whether something of that name lies in the rig's folder.
    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }
}
