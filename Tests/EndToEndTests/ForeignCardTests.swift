import Foundation
import Testing

/// What other people published, on our virtual card and through pcscd: the folder of a card is made by hand.
@Suite("Other people's documents, end to end")
struct ForeignCardTests {
    private static func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: Workspace.testData.appendingPathComponent(name).path)
    }

    @Test(
        "the BSI's specimen is read with its MRZ, every group as it lies on the card",
        .enabled(if: has("bsi2008/EF_SOD.bin"), "bsi2008/EF_SOD.bin is not there"))
    func specimen() async throws {
        try await Rig.with { rig in
            let files = rig.folder.appendingPathComponent("specimen/files")
            try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
            let names = [
                "EF_COM": "COM", "EF_SOD": "SOD", "Datagroup1": "DG1", "Datagroup2": "DG2", "Datagroup3": "DG3",
                "Datagroup4": "DG4", "Datagroup14": "DG14", "Datagroup15": "DG15",
            ]
            for (name, ours) in names {
                try FileManager.default.copyItem(
                    at: Workspace.testData.appendingPathComponent("bsi2008/\(name).bin"),
                    to: files.appendingPathComponent("\(ours).bin"))
            }
            let zone = try Data(contentsOf: files.appendingPathComponent("DG1.bin")).suffix(88)
            let lines = Array(String(decoding: zone, as: UTF8.self))
            let information = String(lines[44..<54] + lines[57..<64] + lines[65..<72])
            let description = #"{"can":"","mrzInformation":"\#(information)","behaviour":{"lockedDataGroups":[]}}"#
            try Data(description.utf8).write(to: rig.folder.appendingPathComponent("specimen/card.json"))

            _ = try await rig.insertCard(["specimen"], says: "inserted")
            let outcome = try await rig.run(
                "idstation", ["read", "--mrz", "-", "--out", "out"], input: String(lines) + "\n")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.standardOutput.contains("opened by BAC"), "\(outcome)")
            for name in ["COM", "SOD", "DG1", "DG2", "DG3", "DG14"] {
                let read = try Data(contentsOf: rig.folder.appendingPathComponent("out/\(name).bin"))
                #expect(try read == Data(contentsOf: files.appendingPathComponent("\(name).bin")), "\(name)")
            }
        }
    }

    @Test(
        "a published chain of certificates opens the fingerprints of a card that trusts its root",
        .enabled(if: has("cvc-is-chain/CVCA_Cert_01.cvcert") && has("bsi2008/Datagroup4.bin"), "no published chain"))
    func chain() async throws {
        try await Rig.with { rig in
            let card = try await Demo(rig: rig).issue()
            let files = rig.folder.appendingPathComponent("card/files")
            let chain = Workspace.testData.appendingPathComponent("cvc-is-chain")
            func give(_ source: String, _ name: String) throws {
                try FileManager.default.copyItem(
                    at: Workspace.testData.appendingPathComponent(source), to: files.appendingPathComponent(name))
            }
            try give("bsi2008/Datagroup4.bin", "DG4.bin")
            try give("cvc-is-chain/CVCA_Cert_01.cvcert", "CVCA-1.cvcert")
            // EF.CVCA names the root; padded to 36 bytes (TR-03110-3 A.3.1.3).
            let name = Array("DEISCVCA00001".utf8)
            let root = [UInt8]([0x42, UInt8(name.count)] + name)
            try Data(root + [UInt8](repeating: 0, count: 36 - root.count))
                .write(to: files.appendingPathComponent("CVCA.bin"))
            // The card has an EF.DG3; EF.COM is to list EF.DG4 as well.
            var list = try [UInt8](Data(contentsOf: files.appendingPathComponent("COM.bin")))
            let tags = try #require(list.firstIndex(of: 0x5C))
            list[1] += 1
            list[tags + 1] += 1
            list.append(0x76)
            try Data(list).write(to: files.appendingPathComponent("COM.bin"))
            let terminal = rig.folder.appendingPathComponent("terminal")
            try FileManager.default.createDirectory(at: terminal, withIntermediateDirectories: true)
            for name in ["dv_is_cert_1.cvcert", "is_cert_1.cvcert", "IS_Key_01_default.pkcs8"] {
                try FileManager.default.copyItem(
                    at: chain.appendingPathComponent(name), to: terminal.appendingPathComponent(name))
            }

            _ = try await rig.insertCard([card.card], says: "inserted")
            let closed = try await rig.run("idstation", ["read", "--can", card.can])
            #expect(closed.status == 0 && closed.standardOutput.contains("EF.DG3 stays closed"), "\(closed)")
            let open = try await rig.run(
                "idstation", ["read", "--can", card.can, "--terminal", "terminal", "--out", "out"])
            #expect(open.status == 0, "\(open)")
            #expect(open.standardOutput.contains("Terminal Authentication: passed"), "\(open)")
            for name in ["DG3", "DG4"] {
                let read = try Data(contentsOf: rig.folder.appendingPathComponent("out/\(name).bin"))
                #expect(try read == Data(contentsOf: files.appendingPathComponent("\(name).bin")), "\(name)")
            }
        }
    }
}
