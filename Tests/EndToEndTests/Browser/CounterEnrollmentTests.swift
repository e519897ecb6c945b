import Browser
import Foundation
import Testing

/// A whole enrollment at the counter's page, from the scan to the registry's receipt, with the keyboard alone.
@Suite("The counter, end to end", .serialized)
struct CounterEnrollmentTests {
    /// Takes down when a scan's last key came, how long the station says that it read, and when the verdict was there.
    private static let watch = """
        window.read = window.shown = window.scanned = 0;
        const send = window.fetch;
        window.fetch = async (...asked) => {
          const answer = await send(...asked);
          read = (await answer.clone().json().catch(() => null))?.session?.report?.milliseconds ?? read;
          return answer;
        };
        addEventListener("keydown", event => { if (event.key === "Enter") scanned ||= performance.now(); }, true);
        new MutationObserver(() => { if (document.querySelector(".verdict")) shown ||= performance.now(); })
          .observe(document.body, { childList: true, subtree: true });
        """

    @Test("an enrollment with everything in order: keys and seconds are counted, and the registry has the record")
    func enrollment() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            try await counter.signIn()
            let scan = try await counter.scanned()
            let phone = "0912345678"
            try await browser.script(
                "window.keys = 0; addEventListener('keydown', event => { keys += event.isTrusted ? 1 : 0; }, true)")
            let start = ContinuousClock.now

            try await counter.begin("level-2-account")
            let before = try await browser.script("return keys") as? Int ?? 0
            try await browser.wait(for: ".desk[data-state=card]")
            try await browser.script(Self.watch)
            try await browser.scan(scan)
            try await browser.wait(for: ".verdict", seconds: 60)
            let times = try await browser.script("return [read, Math.round(shown - scanned - read)]") as? [Int] ?? []
            try #require(times.count == 2 && times[0] > 0)
            print(
                "page to verified card: \(times[0]) ms of reading, and \(times[1]) ms from the scan's last key to it and from it to the screen"
            )
            let verdict =
                try await browser.script("return document.querySelector('.verdict').dataset.verdict") as? String
            #expect(verdict == "valid")
            try await browser.screenshot("counter-real-card.vi")
            // The scanner's keys are nobody's.
            try await browser.script("keys = arguments[0]", [before])
            try await browser.press(.enter)

            try await counter.step("contact")
            try await browser.type(phone)
            while try await browser.exists("body[data-step=contact]") {
                try await browser.press(.enter)
                try await counter.answered()
            }
            try await counter.step("portrait")
            try await browser.wait(until: "document.querySelector('video')?.videoWidth > 0")
            try await browser.press(.f2)
            try await browser.wait(for: ".findings li", seconds: 60)
            try await browser.screenshot("counter-real-portrait.vi")
            let findings = try await browser.text(".findings") ?? ""
            #expect(try await !browser.exists(".findings .failed"), "\(findings)")
            try await browser.press(.enter)

            try await counter.step("fingerprints")
            for _ in 0..<3 {
                try await browser.press(.f2)
                try await counter.answered()
            }
            try await browser.wait(for: "#keys .main[data-key=Enter]")
            try await browser.screenshot("counter-real-fingers.vi")
            try await browser.press(.enter)

            try await counter.step("consent")
            try await browser.press(.f2)
            try await browser.wait(for: ".answer[data-agreed=true]")
            try await browser.press(.enter)
            try await counter.step("signature")
            try await browser.screenshot("counter-real-signature.vi")
            try await browser.press(.enter)
            try await browser.wait(for: ".sealed", seconds: 60)

            let seconds = ContinuousClock.now - start
            let keys = try await browser.script("return keys") as? Int ?? 0
            print(
                "one enrollment: \(keys - phone.count) keys beside the \(phone.count) of the citizen's phone, \(seconds) in all"
            )
            #expect(keys > phone.count && keys - phone.count < 40)

            let end = ContinuousClock.now.advanced(by: .seconds(60))
            while try await counter.demo.outbox().map(\.state) != ["delivered"], ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(try await counter.demo.outbox().map(\.state) == ["delivered"], "\(counter.station.standardError)")
            try await browser.press(.f2)
            try await counter.screen("slip")
            try await browser.wait(for: "main img[src^='data:image/svg']", seconds: 30)
            try await browser.screenshot("counter-real-slip.vi")
        }
    }

    @Test("a clone is refused with its report on the screen, and the next card can be read")
    func clone() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            let clone = try await counter.demo.issue("clone", ["--seed", "31", "--clone"])
            let inserted = try await counter.rig.insertCard([clone.card], says: "inserted")
            try await counter.signIn()
            try await counter.begin("level-2-account")
            try await browser.wait(for: ".desk[data-state=card]")
            try await browser.type(clone.can, pause: 90)
            try await browser.press(.enter)
            try await browser.wait(for: ".failure[data-code=not-genuine]", seconds: 60)
            #expect(try await browser.exists(".verdict[data-verdict=invalid]"))
            #expect(try await browser.exists(".checks .failed"))
            try await browser.screenshot("counter-real-clone.vi")
            inserted.kill()
            _ = await inserted.outcome(within: .seconds(10))
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            try await browser.press(.enter)
            try await browser.wait(for: "#can")
            try await browser.type(counter.card.can, pause: 90)
            try await browser.press(.enter)
            try await browser.wait(for: ".verdict[data-verdict=valid]", seconds: 60)
        }
    }

    @Test("a wrong CAN, a card that leaves, the lock: nothing that was entered is lost")
    func nothingLost() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            let inserted = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            try await counter.signIn()
            try await counter.begin("level-2-account")
            try await browser.wait(for: ".desk[data-state=card]")
            try await browser.type(counter.card.wrongCAN, pause: 90)
            try await browser.press(.enter)
            try await browser.wait(for: ".failure[data-code=wrong-password]", seconds: 60)
            try await browser.type(counter.card.can, pause: 90)
            try await browser.press(.enter)
            try await browser.wait(for: ".verdict", seconds: 60)
            try await browser.press(.enter)
            try await counter.step("contact")
            try await browser.type("0987654321")
            try await browser.press(.enter)
            inserted.kill()
            try await browser.wait(for: ".desk[data-state=no-card]")
            try await browser.press(.f10)
            try await counter.screen("locked")
            #expect(try await browser.text("main")?.contains("0987654321") == false)
            try await browser.type(CounterStation.password)
            try await browser.press(.enter)
            try await counter.step("contact")
            #expect(try await browser.value("#field-phone") == "0987654321")
            try await browser.press(.escape)
            try await counter.screen("home")
            #expect(try await browser.exists("[data-draft]"))
        }
    }
}
