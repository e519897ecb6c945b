import Biometrics
import Foundation
import LDS
import Testing
import VirtualCard

/// The stand-ins for scanners and cameras, as programs.
@Suite("Stand-ins for devices, end to end", .serialized)
struct ScannerTests {
    @Test("a card's code and zone are sent as they are printed")
    func scan() async throws {
        try await Rig.with(.down) { rig in
            let issued = try await rig.run(
                "idcard", ["issue", "--country", "country", "--out", "card", "--seed", "5", "--json"])
            #expect(issued.status == 0, "\(issued)")
            let citizen = SyntheticCitizen(seed: 5)
            let code = try await rig.run("idcard", ["scan", "card"])
            #expect(code.standardOutput == citizen.qrText + "\r")
            let zone = try await rig.run("idcard", ["scan", "card", "--as", "mrz", "--ending", "lf"])
            #expect(try zone.standardOutput == citizen.mrz().lines.map { $0 + "\n" }.joined())
            let can = try await rig.run("idcard", ["scan", "card", "--as", "can", "--json"])
            #expect(can.standardOutput.contains("\"\(citizen.can)\""))
            for wrong in [
                ["scan"], ["scan", "nowhere"], ["scan", "card", "--text", "a"], ["scan", "card", "--link", "x"],
            ] {
                #expect(try await rig.run("idcard", wrong).status != 0, "\(wrong)")
            }
        }
    }

    @Test("as a serial device it is read through its link, and the link goes with it")
    func serial() async throws {
        try await Rig.with(.down) { rig in
            let link = rig.folder.appendingPathComponent("scanner").path
            let scanner = try rig.start("idcard", ["scan", "--text", "123456", "--pty", "--link", link])
            try await scanner.waitForOutput("scanning at /dev/")
            // Its input has ended, so it may be gone by now, and then nothing of it is left.
            _ = await scanner.outcome(within: .seconds(20))
            #expect(!scanner.isRunning && !FileManager.default.fileExists(atPath: link))
        }
    }

    @Test("a camera's picture of a citizen is in order, and a poor one is told")
    func camera() async throws {
        try await Rig.with(.down) { rig in
            for (fault, failed) in [([], []), (["--fault", "aside"], [PortraitQuality.Check.centred])] {
                let drawn = try await rig.run("idcard", ["camera", "--seed", "5", "--out", "face.jpg"] + fault)
                #expect(drawn.status == 0, "\(drawn)")
                let picture = try Data(contentsOf: rig.folder.appendingPathComponent("face.jpg"))
                let quality = try PortraitQuality(jpeg: Array(picture))
                #expect(quality.findings.filter { $0.passed != true }.map(\.check) == failed)
            }
            #expect(try await rig.run("idcard", ["camera", "--out", "x.jpg", "--fault", "fire"]).status != 0)
        }
    }

    @Test("fingers are taken from the program by a station that has its CA, and it ends when asked")
    func fingers() async throws {
        try await Rig.with(.down) { rig in
            let file = { rig.folder.appendingPathComponent($0) }
            try Data("quality: {default: 66}\n".utf8).write(to: file("script.yaml"))
            try FileManager.default.createDirectory(at: file("devices"), withIntermediateDirectories: true)
            let program = try rig.start(
                "idcard",
                ["fingers", "--script", "script.yaml", "--ca-out", "devices/virtual.pem", "--json"])
            try await program.waitForOutput("\"port\":")
            let port = try #require(program.standardOutput.firstMatch(of: /"port":([0-9]+)/).flatMap { Int($0.1) })
            var configuration = SBIDevices.Configuration()
            configuration.patience = .seconds(20)
            let devices = SBIDevices(trust: try DeviceTrust(folder: file("devices").path), configuration)
            let taken: [CapturedFinger]
            do {
                // Found where devices are looked for; a test beside this one may have another, which is not trusted here.
                #expect(configuration.ports.contains(port))
                #expect(try await devices.discover().contains { $0.port == port })
                let request = try FingerCapture(FingerGroup.thumbs.fingers, requestedScore: 60)
                taken = try await devices.capture(request, with: devices.ready())
            } catch {
                try? await devices.shutdown()
                throw error
            }
            try await devices.shutdown()
            #expect(taken.map(\.position) == [.leftThumb, .rightThumb] && taken.map(\.quality) == [66, 66])
            program.terminate()
            #expect(await program.outcome(within: .seconds(20)).status == 0)
            try Data("qualtiy: 1\n".utf8).write(to: file("script.yaml"))
            #expect(try await rig.run("idcard", ["fingers", "--script", "script.yaml"]).status != 0)
        }
    }
}
