import Browser
import Foundation
import Testing

/// `idstation serve --kiosk` as a process, with cards through pcscd: a genuine one, a clone, one whose issuer nobody knows.
@Suite("The kiosk, end to end", .serialized)
struct KioskTests {
    @Test("a scanner at a serial port: the citizen touches nothing, and the log has nothing of the scan")
    func serialScanner() async throws {
        let device = "/tmp/chip-id-scanner-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: device) }
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            _ = try await rig.run("idregistry", ["init", "registry", "--trust", "country/trust"])
            try await demo.enlist(port: 1)
            _ = try await rig.insertCard([card.card], says: "inserted")
            let station = try rig.start(
                "idstation", ["serve", "--station", "station", "--port", "0", "--kiosk", "--code-scanner", device])
            try await station.waitForOutput("listening on http://127.0.0.1:")
            let address = try #require(station.standardOutput.split(separator: " ").last)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            try await Browser.with(.kiosk) { browser in
                try await browser.open(address)
                try await browser.wait(for: "body[data-state=open]")
                // Another country's zone (Doc 9303-5 Appendix B) has no six digits of a personal number.
                try await browser.scan(
                    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<")
                try await browser.wait(for: "[data-outcome=failure]")
                let code = try await browser.text(".code")
                #expect(code == "scan-not-understood")
                try await browser.click("#again")
                try await browser.wait(for: "body[data-state=open]")
                let idcard = try #require(Workspace.program("idcard")).path
                _ = try rig.start(
                    "sh", ["-c", CounterDeviceTests.scanning, "sh", idcard, card.card, device])
                try await browser.wait(for: "[data-outcome=genuine]", seconds: 60)
                #expect(try await browser.complaints() == [])
            }
            #expect(!station.standardError.contains(card.can))
        }
    }

    @Test("a genuine card, a clone, a stranger's and an expired one: three answers, and no route of the counter")
    func cards() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let genuine = try await demo.issue("genuine", country: "country")
            let clone = try await demo.issue("clone", country: "country", ["--seed", "2", "--clone"])
            let stranger = try await demo.issue("stranger", country: "elsewhere", ["--seed", "3"])
            let expired = try await demo.issue("expired", ["--seed", "21", "--born", "2000-06-15"])
            let (_, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            let station = try rig.start(
                "idstation", ["serve", "--station", "station", "--port", "0", "--kiosk"])
            try await station.waitForOutput("listening on http://127.0.0.1:")
            let address = try #require(station.standardOutput.split(separator: " ").last)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            for path in ["api/counter", "api/read", "check", "assets/counter.js"] {
                let asked = try await rig.run(
                    "curl",
                    [
                        "-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", "POST", "-H",
                        "Origin: \(address.dropLast())", "\(address)\(path)",
                    ])
                #expect(asked.standardOutput == "404", "\(path): \(asked)")
            }
            try await Browser.with(.kiosk) { browser in
                try await browser.open(address)
                try await browser.wait(for: "body[data-state=lay]")
                #expect(try await browser.exists("[data-language=fr]"), "the third language comes by its file alone")
                for (card, outcome) in [
                    (genuine, "genuine"), (clone, "not-genuine"), (stranger, "not-checked"), (expired, "not-checked"),
                ] {
                    let inserted = try await rig.insertCard([card.card], says: "inserted")
                    try await browser.wait(for: "body[data-state=open]")
                    for digit in card.can { try await browser.click("[data-key='\(digit)']") }
                    try await browser.click("#go")
                    try await browser.wait(for: "[data-outcome]", seconds: 60)
                    let shown = try await browser.text("main") ?? ""
                    #expect(try await browser.exists("[data-outcome=\(outcome)]"), "\(outcome): \(shown)")
                    try await browser.screenshot("kiosk-real-\(outcome).vi")
                    inserted.kill()
                    _ = await inserted.outcome(within: .seconds(10))
                    try await browser.wait(for: "body[data-state=lay]")
                }
                #expect(try await browser.complaints() == [])
            }
            for card in [genuine, clone, stranger, expired] { #expect(!station.standardError.contains(card.can)) }
        }
    }
}
