import Foundation
import Testing

/// Programs of other people's see our reader and our card: OpenSC's, and pcsc-tools'.
@Suite("OpenSC's tools, through our driver and our card", .timeLimit(.minutes(3)))
struct OpenSCTests {
    private static let name = "chip-id virtual reader 00 00"

    /// Runs the body with a card of ours in the rig's only reader.
    private func withCard(models: [String] = [], _ body: (Rig) async throws -> Void) async throws {
        try await Rig.with(.running(readers: 1, models: models)) { rig in
            let card = try await Demo(rig: rig).issue()
            _ = try await rig.insertCard([card.card], says: "inserted")
            try await body(rig)
        }
    }

    private func opensc(_ rig: Rig, _ arguments: [String]) async throws -> String {
        let outcome = try await rig.run("opensc-tool", arguments)
        #expect(outcome.status == 0, "\(outcome)")
        return outcome.standardOutput
    }

    @Test("the list of readers, with and without a card")
    func list() async throws {
        try await withCard { rig in
            let full = try await opensc(rig, ["--list-readers"])
            #expect(full.contains(/(?m)^0 +Yes +chip-id virtual reader 00 00$/), "\(full)")
        }
        try await Rig.with(.running(readers: 2)) { rig in
            let empty = try await opensc(rig, ["--list-readers"])
            #expect(empty.matches(of: /(?m)^[01] +No +chip-id virtual reader 0[01] 00$/).count == 2, "\(empty)")
        }
    }

    @Test("the card's ATR, as pcsc_scan has it too")
    func answerToReset() async throws {
        try await withCard { rig in
            let atr = try await opensc(rig, ["--reader", Self.name, "--atr"]).trimmingCharacters(
                in: .whitespacesAndNewlines)
            let bytes = atr.split(separator: ":").compactMap { UInt8($0, radix: 16) }
            #expect(bytes.starts(with: [0x3B]) && bytes.count >= 5, "\(atr)")
            // Exit status and end of pcsc_scan -c: it prints the cards that are there, once.
            let scan = try await rig.run("pcsc_scan", ["-c"], within: .seconds(30))
            let wanted = bytes.map { String(format: "%02X", $0) }.joined(separator: " ")
            #expect(scan.standardOutput.contains(wanted), "\(scan)")
        }
    }

    @Test("APDUs: the card answers SELECT as it answers the station, the reader answers for the UID")
    func exchange() async throws {
        try await withCard { rig in
            let said = try await opensc(
                rig,
                [
                    "--reader", Self.name, "--card-driver", "default", "-s", "00A4040C07A0000002471001",
                    "-s", "00A4020C02011E", "-s", "FFCA000000", "-s", "FFCA010000",
                ])
            let answers = said.matches(of: /Received \(SW1=0x([0-9A-F]{2}), SW2=0x([0-9A-F]{2})\)/).map {
                "\($0.1)\($0.2)"
            }
            // The application is there, EF.COM is closed without access, UID and ATS are told.
            #expect(answers.count == 4 && answers[0] == "9000" && answers[1] != "9000", "\(said)")
            #expect(answers.suffix(2) == ["9000", "9000"], "\(said)")
            #expect(said.contains("SW2=0x00):\n08 "), "a random UID begins with 08: \(said)")
        }
    }
}
