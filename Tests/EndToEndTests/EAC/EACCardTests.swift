import EMRTD
import Foundation
import LDS
import Testing

/// Our station and a card that others wrote.
@Suite("libeac as the card", .enabled(if: EACStranger.isWanted, "\(EACStranger.packages) are not installed"))
struct EACCardTests {
    private struct Reading: Decodable {
        let access: [String: String]

        enum CodingKeys: CodingKey { case access }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            let any = try values.decode([String: Word].self, forKey: .access)
            access = any.compactMapValues(\.text)
        }

        /// Words are what is compared; flags stand among them.
        struct Word: Decodable {
            let text: String?
            init(from decoder: any Decoder) throws {
                text = try? decoder.singleValueContainer().decode(String.self)
            }
        }
    }

    /// Reads the card in the rig's reader into `out`.
    private func read(_ rig: Rig, _ password: [String], terminal: Bool = true) async throws -> Outcome {
        try await rig.run(
            "idstation",
            ["read"] + password + (terminal ? ["--terminal", "terminal"] : []) + ["--out", "out", "--json"])
    }

    @Test(
        "our station opens it and reads its files as they are",
        arguments: EACCombination.all + EACCombination.forCardsOnly)
    func reads(_ combination: EACCombination) async throws {
        try await Rig.with { rig in
            let document = try EACDocument(combination, in: rig.folder)
            let card = try await EACStranger.insertCard(document, rig)
            let password = combination.opensByMRZ ? ["--mrz", document.zone] : ["--can", document.can]
            let outcome = try await read(rig, password)
            try #require(outcome.status == 0, "\(outcome)\n\(card.standardOutput)\(card.standardError)")
            let access = try JSONDecoder().decode(Reading.self, from: Data(outcome.standardOutput.utf8)).access
            #expect(access["pace"] == "passed" && access["bac"] != "passed", "\(access)")
            #expect(
                access["chipAuthentication"] == "passed" && access["terminalAuthentication"] == "passed", "\(access)")
            for name in ["COM", "SOD", "DG1", "DG2", "DG3", "DG13", "DG14"] {
                let read = document.file("out/\(name).bin")
                #expect(read != nil && read == document.file("card/files/\(name).bin"), "\(name)")
            }
            let said = card.standardOutput
            #expect(
                said.contains("PACE \(combination.paceInfo.protocol), parameter \(combination.parameter)"), "\(said)")
            #expect(said.contains("\nCA id-CA-") && said.contains("\nTA id-TA-"), "\(said)")
        }
    }

    @Test("it is genuine where its state is trusted")
    func verify() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.all[0], in: rig.folder)
            _ = try await EACStranger.insertCard(document, rig)
            let outcome = try await rig.run(
                "idstation",
                ["verify", "--can", document.can, "--trust", "country/trust", "--terminal", "terminal", "--json"])
            #expect(outcome.status == 0, "\(outcome)")
        }
    }

    @Test("a wrong CAN is told as that, and the card opens with the right one afterwards")
    func wrongCAN() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.all[0], in: rig.folder)
            let card = try await EACStranger.insertCard(document, rig)
            let wrong = try await read(rig, ["--can", document.can == "000000" ? "111111" : "000000"])
            #expect(wrong.status == 5 && wrong.failureCode == "wrong-password", "\(wrong)")
            #expect(card.standardOutput.contains("the terminal's token does not fit"))
            let right = try await read(rig, ["--can", document.can])
            #expect(right.status == 0, "\(right)")
        }
    }

    @Test("without its private key it is no genuine card")
    func cloned() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.all[0], in: rig.folder)
            try document.forgetChipKey()
            _ = try await EACStranger.insertCard(document, rig)
            let outcome = try await rig.run(
                "idstation", ["verify", "--can", document.can, "--trust", "country/trust", "--json"])
            #expect(outcome.status == 2, "\(outcome)")
        }
    }

    @Test("it keeps its fingerprints from a terminal that does not have the key of its certificate")
    func wrongTerminalKey() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.all[0], in: rig.folder)
            try document.forgetTerminalKey()
            let card = try await EACStranger.insertCard(document, rig)
            let outcome = try await read(rig, ["--can", document.can])
            #expect(outcome.status == 0, "\(outcome)")
            let access = try JSONDecoder().decode(Reading.self, from: Data(outcome.standardOutput.utf8)).access
            #expect(access["terminalAuthentication"] == "failed", "\(access)")
            #expect(!card.standardOutput.contains("\nTA "))
            #expect(document.file("out/DG3.bin") == nil && document.file("out/DG2.bin") != nil)
        }
    }

    @Test("it keeps them from another state's terminal")
    func foreignTerminal() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.all[0], in: rig.folder)
            try document.takeForeignTerminal()
            _ = try await EACStranger.insertCard(document, rig)
            let outcome = try await read(rig, ["--can", document.can])
            let access = try JSONDecoder().decode(Reading.self, from: Data(outcome.standardOutput.utf8)).access
            #expect(access["terminalAuthentication"] == "failed", "\(access)")
            #expect(document.file("out/DG3.bin") == nil)
        }
    }
}
