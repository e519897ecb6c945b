import Foundation
import Testing

/// The stock card of other people's, through our driver: Strangers/README.md tells which of its types start.
@Suite(
    "Debian's vicc, unmodified", .enabled(if: Vicc.isWanted, "\(Vicc.packages) are not installed"),
    .timeLimit(.minutes(3)))
struct ViccTests {
    private static let reader = "chip-id virtual reader 00 00"

    @Test(
        "its ISO 7816 card answers SELECT, GET CHALLENGE, VERIFY and a file that is not there, before and after a reset"
    )
    func iso7816() async throws {
        let port = UInt16.random(in: 20_000...30_000)
        try await Rig.with(.running(readers: 0, ports: [port])) { rig in
            let card = try await Vicc.start(in: rig, type: "iso7816", port: port)
            for _ in 0..<2 {
                let said = try await rig.run(
                    "opensc-tool",
                    [
                        "--reader", Self.reader, "--card-driver", "default", "-s", "00A4000C023F00", "-s", "0084000008",
                        "-s", "00A4000C021234", "-s", "002000010431323334", "-s", "0020000104FFFFFFFF",
                    ])
                let answers = said.standardOutput.matches(of: /Received \(SW1=0x([0-9A-F]{2}), SW2=0x([0-9A-F]{2})\)/)
                    .map { "\($0.1)\($0.2)" }
                #expect(answers.count == 5, "\(said)")
                #expect(answers.prefix(3) == ["9000", "9000", "6A82"], "\(said)")
                let reset = try await rig.run("opensc-tool", ["--reader", Self.reader, "--reset"])
                #expect(reset.status == 0, "\(reset)")
            }
            #expect(card.isRunning, "\(card.standardError)")
            // The station finds no PACE there, so that a CAN alone does not open it.
            let outcome = try await rig.run("idstation", ["read", "--can", "123456", "--json"])
            #expect(outcome.failureCode == "password-needed", "\(outcome)")
            card.terminate()
            _ = await card.outcome(within: .seconds(10))
            let gone = try await rig.run("opensc-tool", ["--list-readers"])
            #expect(gone.standardOutput.contains(" No "), "\(gone)")
        }
    }

    /// Held fast, so that README.md is noticed to be wrong when Debian mends one of them.
    @Test(
        "its other types do not start under Debian's Python, for reasons of theirs",
        arguments: [
            ("cryptoflex", "can't concat str to bytes"), ("nPA", "No module named 'chat'"),
            ("handler_test", "No module named 'virtualsmartcard.cards.HandlerTest'"),
        ])
    func others(_ type: String, _ reason: String) async throws {
        let port = UInt16.random(in: 20_000...30_000)
        try await Rig.with(.running(readers: 0, ports: [port])) { rig in
            let card = try Vicc.launch(in: rig, type: type, port: port)
            let outcome = await card.outcome(within: .seconds(30))
            #expect(outcome.status == 1 && outcome.standardError.contains(reason), "\(outcome)")
            // A card that died while it was powered leaves an empty reader.
            let list = try await rig.run("opensc-tool", ["--list-readers"])
            #expect(list.status == 0 && list.standardOutput.contains(" No "), "\(list)")
        }
    }
}
