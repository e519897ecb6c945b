import Browser
import Foundation
import Testing

extension GuideWalkTests {
    @Test("the kiosk, and the words of the pages")
    func kiosk() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let genuine = try await demo.issue("genuine")
            let clone = try await demo.issue("clone", ["--seed", "2", "--clone"])
            let stranger = try await demo.issue("stranger", country: "elsewhere", ["--seed", "3"])
            let expired = try await demo.issue("expired", ["--seed", "21", "--born", "2000-06-15"])
            _ = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
            try await demo.enlist(port: 1)
            try words(rig)
            let device = "/tmp/chip-id-scanner-\(UUID().uuidString.prefix(8))"
            defer { try? FileManager.default.removeItem(atPath: device) }
            let station = try rig.start(
                "idstation", ["serve", "--station", "station", "--port", "0", "--kiosk", "--code-scanner", device])
            try await station.waitForOutput("listening on http://127.0.0.1:")
            let address = try #require(station.standardOutput.split(separator: " ").last)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            var walk = try GuideWalk("The kiosk")
            try walk.read(
                "idstation serve --station DIR --kiosk serves the kiosk's page and has no route of the counter at all.")
            for path in ["api/counter", "api/read", "check", "assets/counter.js"] {
                let asked = try await rig.run(
                    "curl",
                    [
                        "-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", "POST", "-H",
                        "Origin: \(address.dropLast())", "\(address)\(path)",
                    ])
                #expect(asked.standardOutput == "404", "\(path): \(asked)")
            }
            try walk.read("Its policy is kiosk unless another is named.")
            let help = try await rig.run("idstation", ["serve", "--help"])
            #expect(help.standardOutput.contains("kiosk"))
            try walk.advice("Open it in full screen, for instance chromium --kiosk http://127.0.0.1:8480/.")
            try await Browser.with(.kiosk) { browser in
                try await browser.open(address)
                try walk.read("The citizen lays the card down (kiosk-lay),")
                try await browser.wait(for: "body[data-state=lay]")
                try walk.read("scans the QR code or types six digits (kiosk-open),")
                try walk.read(
                    "and reads one of three answers: Thẻ thật, genuine; Không phải thẻ thật, not genuine; Chưa kiểm tra được, could not be checked (kiosk-genuine, kiosk-not-genuine, kiosk-not-checked)."
                )
                for (card, answer, isScanned) in [
                    (genuine, "Thẻ thật", true), (clone, "Không phải thẻ thật", false),
                    (stranger, "Chưa kiểm tra được", false),
                ] {
                    try await answers(rig, browser, card, answer, isScanned: isScanned)
                }
                try walk.read("An expired card is Chưa kiểm tra được too, with its reason.")
                try await answers(rig, browser, expired, "Chưa kiểm tra được", isScanned: true)
                try walk.read(
                    "Everything goes from the screen after 30 seconds, or when the card is taken; Thêm thời gian gives 30 more."
                )
                try await time(rig, browser, genuine)
                try walk.read(
                    "Gọi hỗ trợ (call for help) tells it on the screen and in the station's log; whoever wants a bell or a light connects it to that line of the log."
                )
                #expect(try await browser.text("#help") == "Gọi hỗ trợ")
                let before = try await browser.text(".help")
                try await browser.click("#help")
                try await browser.wait(for: "#help[disabled]")
                #expect(try await browser.text(".help") != before)
                try await station.waitForOutput("help was called at the kiosk")
                try walk.read(
                    "A scanner that types like a keyboard works by itself; one at a serial port is named with --code-scanner DEVICE, at the counter and at the kiosk."
                )
                try walk.read(
                    "The kiosk's page is told that there is a scan and takes it; what nobody takes is gone after 30 seconds."
                )
                let laid = try await rig.insertCard([genuine.card], says: "inserted")
                try await browser.wait(for: "body[data-state=open]")
                let idcard = try #require(Workspace.program("idcard")).path
                _ = try rig.start("sh", ["-c", CounterDeviceTests.scanning, "sh", idcard, genuine.card, device])
                try await browser.wait(for: "[data-outcome=genuine]", seconds: 60)
                laid.kill()
                #expect(try await browser.complaints() == [])
            }
            walk.end()
        }
    }

    /// Lays a card down and opens it; the answer is read, and goes with the card.
    private func answers(
        _ rig: Rig, _ browser: Browser, _ card: Demo.Card, _ answer: String, isScanned: Bool
    ) async throws {
        let laid = try await rig.insertCard([card.card], says: "inserted")
        try await browser.wait(for: "body[data-state=open]")
        if isScanned {
            let scan = try await rig.run("idcard", ["scan", card.card, "--as", "qr", "--ending", "none"])
            try await browser.scan(scan.standardOutput)
        } else {
            for digit in card.can { try await browser.click("[data-key='\(digit)']") }
            try await browser.click("#go")
        }
        try await browser.wait(for: "[data-outcome]", seconds: 60)
        #expect(try await browser.text("#outcome") == answer)
        if answer == "Chưa kiểm tra được" {
            #expect(try await browser.text(".outcome p")?.isEmpty == false, "a reason")
        }
        laid.kill()
        _ = await laid.outcome(within: .seconds(10))
        try await browser.wait(for: "body[data-state=lay]")
    }

    private func time(_ rig: Rig, _ browser: Browser, _ card: Demo.Card) async throws {
        try await browser.script(
            "const now = performance.now.bind(performance); performance.now = () => now() + (window.later ?? 0)")
        let laid = try await rig.insertCard([card.card], says: "inserted")
        try await browser.wait(for: "body[data-state=open]")
        for digit in card.can { try await browser.click("[data-key='\(digit)']") }
        try await browser.click("#go")
        try await browser.wait(for: "[data-outcome=genuine]", seconds: 60)
        #expect(try await browser.text("#more") == "Thêm thời gian")
        try await browser.script("later = 25000")
        try await browser.click("#more")
        // With the first thirty seconds over, and the second ones not.
        try await browser.script("later = 45000")
        try await Task.sleep(for: .milliseconds(1500))
        #expect(try await browser.exists("[data-outcome=genuine]"))
        try await browser.script("later = 90000")
        try await browser.wait(until: "document.querySelector('[data-outcome]') === null")
        laid.kill()
        _ = await laid.outcome(within: .seconds(10))
        try await browser.wait(for: "body[data-state=lay]")
    }

    /// The station's own words are put there before it starts.
    private func words(_ rig: Rig) throws {
        var walk = try GuideWalk("Words and languages")
        try walk.read("enrollment/messages/ has the words: vi.yaml, en.yaml, failures.yaml.")
        let folder = Workspace.root.appendingPathComponent("enrollment/messages")
        let there = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        #expect(there.isSuperset(of: ["vi.yaml", "en.yaml", "failures.yaml", "fr.yaml"]))
        try walk.read(
            "They come with the program; a station's own folder messages/, where idregistry enlist puts them, replaces them word by word at the next start."
        )
        let own = rig.folder.appendingPathComponent("station/messages")
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: own.path)) == there)
        // That words are replaced, and half a language refused, is shown in Tests/StationWebTests/CatalogueTests.
        try walk.advice(
            "A file more is a language more at the kiosk: fr.yaml is there as an example, and a file in which a word is missing is refused by name."
        )
        walk.end()
    }
}
