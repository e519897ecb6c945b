import EMRTD
import Foundation
import LDS
import Testing

/// Our card and a terminal that others wrote.
@Suite("libeac as the terminal", .enabled(if: EACStranger.isWanted, "\(EACStranger.packages) are not installed"))
struct EACTerminalTests {
    @Test("it opens our card and reads its files as they are", arguments: EACCombination.all)
    func reads(_ combination: EACCombination) async throws {
        try await Rig.with { rig in
            let document = try EACDocument(combination, in: rig.folder)
            let outcome = try await EACStranger.terminal(document, rig, byMRZ: combination.opensByMRZ)
            try #require(outcome.status == 0, "\(outcome)")
            let said = outcome.standardOutput
            #expect(
                said.contains("PACE \(combination.paceInfo.protocol), parameter \(combination.parameter)"), "\(said)")
            #expect(said.contains("DG3 is closed"))
            #expect(said.contains("\nTA id-TA-"))
            for name in ["COM", "SOD", "DG1", "DG2", "DG3"] {
                let read = document.file("out/\(name).bin")
                #expect(read != nil && read == document.file("card/files/\(name).bin"), "\(name)")
            }
        }
    }

    @Test("a wrong CAN is refused at its token, and the card says so")
    func wrongCAN() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.all[0], in: rig.folder)
            let wrong = document.can == "000000" ? "111111" : "000000"
            let outcome = try await EACStranger.terminal(document, rig, can: wrong)
            #expect(outcome.status == 5 && outcome.standardError.contains("6300"), "\(outcome)")
            #expect(document.file("out/DG1.bin") == nil)
        }
    }

    @Test("a chip without its private key is found out")
    func cloned() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.all[0], in: rig.folder)
            try document.forgetChipKey()
            let outcome = try await EACStranger.terminal(document, rig)
            #expect(outcome.status == 6, "\(outcome)")
            #expect(document.file("out/DG1.bin") == document.file("card/files/DG1.bin"))
            #expect(document.file("out/DG2.bin") == nil)
        }
    }

    @Test("our card refuses a terminal that does not have the key of its certificate")
    func wrongTerminalKey() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.all[0], in: rig.folder)
            try document.forgetTerminalKey()
            let outcome = try await EACStranger.terminal(document, rig)
            #expect(outcome.status == 7 && outcome.standardError.contains("refuses the signature"), "\(outcome)")
            #expect(document.file("out/DG3.bin") == nil)
        }
    }

    @Test("our card refuses another state's certificates; libeac does as well")
    func foreignTerminal() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.all[0], in: rig.folder)
            try document.takeForeignTerminal()
            let ours = try await EACStranger.terminal(document, rig, root: "foreign-root.cvcert")
            #expect(ours.status == 7 && ours.standardError.contains("refuses a certificate"), "\(ours)")
            let theirs = try await EACStranger.terminal(document, rig, root: "root.cvcert")
            #expect(theirs.status == 7 && theirs.standardError.contains("does not accept the chain"), "\(theirs)")
            #expect(document.file("out/DG3.bin") == nil)
        }
    }

    /// libeac signs with the longest salt there is; should it learn TR-03110-3's, this test says so.
    @Test("our card refuses a PSS signature with another salt than its hash is long")
    func otherSalt() async throws {
        try await Rig.with { rig in
            let document = try EACDocument(EACCombination.forCardsOnly[0], in: rig.folder)
            let outcome = try await EACStranger.terminal(document, rig)
            #expect(outcome.status == 7 && outcome.standardError.contains("refuses the signature"), "\(outcome)")
        }
    }

    /// The integrated mapping in libeac is a draft's, and it has no chip-authentication mapping: should it learn them,
    /// this test says so.
    @Test(
        "what libeac does not know, it refuses by itself",
        arguments: [PACEProtocol.Mapping.integrated, .chipAuthentication])
    func unknownMapping(_ mapping: PACEProtocol.Mapping) async throws {
        try await Rig.with { rig in
            let access = PACEInfo(PACEProtocol(mapping, .ecdh, .aes128), parameterID: 13)
            let document = try EACDocument(in: rig.folder, access: [.pace(access)])
            let outcome = try await EACStranger.terminal(document, rig)
            #expect(outcome.status == 8 && outcome.standardError.contains("libeac knows no PACE"), "\(outcome)")
        }
    }
}
