import Browser
import StationWeb
import Synchronization
import Testing

/// Every page of the counter in a real browser, in both languages, kept as pictures and held against the rules of accessibility.
@Suite("The counter's pages", .serialized)
struct CounterPagesTests {
    @Test("every page of an enrollment, and every key that leads to it", arguments: ["vi", "en"])
    func enrollment(language: String) async throws {
        try await CounterPage.with(language) { page in
            let browser = page.browser
            try await page.look("sign-in")
            try await page.signIn()
            try await page.look("home")
            try await browser.type("3")
            try await page.step("card")
            try await page.look("card")
            try await browser.type("000042")
            try await browser.press(.enter)
            try await browser.wait(for: ".verdict")
            #expect(
                try await browser.text(".person dd") == "Nguyễn Văn <b>Tý</b>", "from a card comes text, never HTML")
            try await page.look("card-read")
            try await browser.press(.f4)
            try await browser.wait(for: "details[open]")
            try await page.look("card-details")
            try await browser.press(.enter)
            // Enter on the details closes them; it goes on from everywhere else.
            try await browser.script("document.getElementById('step-title').focus()")
            try await browser.press(.enter)
            try await page.step("papers")
            try await browser.type("KS-2016-0042")
            try await browser.press(.f2)
            try await page.look("papers")
            try await browser.press(.enter)
            try await page.step("fields")
            try await browser.type("12345")
            for _ in 0..<3 { try await browser.press(.enter) }
            try await browser.wait(for: "#field-phone[aria-invalid]")
            #expect(try await browser.focus() == "field-phone", "the focus is where something is wrong")
            try await page.look("fields-wrong")
            try await browser.script("document.getElementById('field-phone').select()")
            try await browser.type("0912345678")
            #expect(try await !browser.exists("#field-phone[aria-invalid]"), "it is being corrected")
            try await page.look("fields")
            for _ in 0..<3 { try await browser.press(.enter) }
            try await page.step("portrait")
            try await browser.wait(for: "body[data-camera=on] .camera video")
            try await browser.wait(until: "document.querySelector('video').videoWidth > 0")
            try await page.look("portrait-camera")
            try await browser.press(.f2)
            try await browser.wait(for: ".findings")
            try await page.look("portrait")
            try await browser.press(.f4)
            try await browser.wait(for: "dialog[open]")
            try await page.look("portrait-refuse")
            try await browser.press(.escape)
            try await finishPortrait(page)
            try await page.step("fingerprints")
            try await page.look("fingers")
            for times in 1...2 {
                try await browser.press(.f2)
                try await page.asked(.captureFingers, times: times)
            }
            try await browser.wait(for: ".legend [data-state=poor]")
            try await browser.press(.f3)
            try await browser.wait(for: "dialog[open]")
            try await page.look("fingers-missing")
            try await browser.press(.enter)
            try await browser.wait(for: ".legend [data-state=missing]")
            try await page.look("fingers-half")
            for times in 3...4 {
                try await browser.press(.f2)
                try await page.asked(.captureFingers, times: times)
            }
            try await browser.wait(for: "#keys .main[data-key=Enter]")
            try await browser.press(.enter)
            try await page.step("consent")
            try await page.look("consent")
            try await browser.press(.enter)
            #expect(try await browser.exists("body[data-step=consent]"), "nobody agrees by going on")
            try await browser.press(.f2)
            try await browser.wait(for: ".answer[data-agreed=true]")
            try await browser.press(.enter)
            try await page.step("approval")
            try await page.look("approval")
            try await browser.type("p-03")
            try await browser.press(.enter)
            try await browser.type(ScriptedCounter.password)
            try await browser.press(.enter)
            try await page.step("signature")
            try await page.look("signature")
            try await browser.press(.enter)
            try await browser.wait(for: ".sealed")
            try await page.look("sealed")
            try await browser.press(.f2)
            try await page.screen("slip")
            try await page.look("slip")
            try await browser.show(asPrinted: true)
            try await page.look("slip-printed")
            try await browser.show(asPrinted: false)
            let pages = String(decoding: try await browser.printed(), as: UTF8.self).matches(of: /\/Type \/Page\b/)
            #expect(pages.count == 1, "the slip is one sheet of paper")
            try await browser.press(.enter)
            try await page.screen("home")
        }
    }

    /// The portrait is poor, so that accepting it needs a reason; the scripted procedure allows it.
    private func finishPortrait(_ page: CounterPage) async throws {
        page.counter.state.withLock { $0.session?.portraitMayBePoor = true }
        try await page.browser.press(.f2)
        try await page.browser.wait(until: "document.querySelector('video')?.videoWidth > 0")
        try await page.browser.press(.f2)
        try await page.asked(.portrait, times: 2)
        try await page.browser.wait(for: ".findings")
        try await page.browser.press(.enter)
        try await page.browser.wait(for: "dialog[open]")
        try await page.browser.type("nobody can take a better one here")
        try await page.browser.press(.enter)
    }

    @Test("the pages beside the enrollment", arguments: ["vi", "en"])
    func lists(language: String) async throws {
        try await CounterPage.with(language) { page in
            let browser = page.browser
            try await page.signIn(as: "p-03")
            for (key, screen) in [(Browser.Key.f3, "queue"), (.f4, "approvals"), (.f6, "end-of-day"), (.f7, "health")] {
                try await browser.press(key)
                try await page.screen(screen)
                try await page.look(screen)
                if screen == "approvals" {
                    try await browser.press(.f4)
                    try await browser.wait(for: "dialog[open]")
                    try await page.look("reject")
                    try await browser.press(.enter)
                    #expect(try await browser.exists("dialog[open]"), "no rejection without a reason")
                    try await browser.press(.space)
                    try await browser.press(.enter)
                    try await page.asked(.reject)
                    #expect(page.counter.actions.last?.texts("reasons")?.count == 1)
                }
                try await browser.press(.escape)
                try await page.screen("home")
            }
            try await browser.press(.f10)
            try await page.screen("locked")
            try await page.look("locked")
        }
    }

    @Test("each way in which it can fail has its page", arguments: ["vi", "en"])
    func failures(language: String) async throws {
        try await CounterPage.with(language) { page in
            let browser = page.browser
            try await page.signIn()
            try await browser.type("1")
            try await page.step("card")
            for code in FailureTests.distinguished {
                page.counter.fail(.readCard, code, triesLeft: code == "wrong-password" ? 3 : nil)
                try await browser.script("document.getElementById('can').select()")
                try await browser.type("000043")
                try await browser.press(.enter)
                try await browser.wait(for: "body:not([data-busy]) .failure[data-code=\(code)]")
                let words = try #require(FailureCatalogue.embedded.words[code]?[language])
                let shown = try await browser.text(".failure") ?? ""
                #expect(shown.contains(words.title) && shown.contains(words.cause) && shown.contains(words.remedy))
                #expect(shown.contains(code) && (code != "wrong-password" || shown.contains("3")))
                #expect(try await browser.focus() == "can", "the officer can type at once")
                try await page.look("failure-\(code)")
            }
            page.counter.tell(DeskEvent("card-inserted", "a reader"))
            #expect(try await browser.exists(".failure"), "only what asked for a card goes away when one comes")
            page.counter.fail(.readCard, "no-card")
            try await browser.press(.enter)
            try await browser.wait(for: ".failure[data-code=no-card]")
            page.counter.tell(DeskEvent("card-inserted", "a reader"))
            try await browser.wait(until: "document.querySelector('.failure') === null")
        }
    }
}
