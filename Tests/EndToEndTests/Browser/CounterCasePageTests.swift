import Browser
import Foundation
import Testing

/// The cases that are not the ordinary one, at the real counter's page in a browser, each page as a picture in both
/// languages.
@Suite("Cases at the counter's page, end to end", .serialized)
struct CounterCasePageTests {
    @Test(
        "a child with the parent: whose turn it is stands on the page, and the parent's card is not taken for the child's"
    )
    func child() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            let child = try await counter.demo.issue(
                "child", ["--seed", "22", "--born", "2016-05-05", "--profile", "cccd-2024"])
            let parent = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            try await counter.signIn()
            try await counter.begin("level-2-account-child")
            try await counter.step("guardian-card")
            #expect(try await browser.text(".whose") == "Cha mẹ hoặc người giám hộ")
            try await counter.read(counter.card.can, until: ".verdict[data-verdict=valid]")
            try await counter.look("guardian")
            try await browser.press(.enter)
            try await counter.step("card")
            #expect(try await browser.text(".whose") == "Trẻ em")
            try await counter.read(counter.card.can, until: ".failure[data-code=same-card]")
            try await counter.look("child-same-card")
            parent.kill()
            _ = await parent.outcome(within: .seconds(10))
            try await browser.wait(for: ".desk[data-state=no-card]")
            _ = try await counter.rig.insertCard([child.card], says: "inserted")
            try await counter.read(child.can, until: ".verdict[data-verdict=valid]")
            try await counter.look("child")
            try await browser.press(.enter)
            try await counter.step("papers")
            try await browser.type("KS-2016-0042")
            try await browser.press(.f2)
            try await counter.look("child-papers")
            try await browser.press(.enter)
            try await counter.step("contact")
            // The list opens with its first letter, and Enter goes to the next field.
            try await browser.type("M")
            try await browser.press(.enter)
            try await counter.fill(typing: "0912345678")
            #expect(try await browser.text(".review")?.contains("Mẹ") == true, "a choice is told in words")
            try await counter.look("child-signature")
            try await browser.press(.enter)
            try await browser.wait(for: ".sealed", seconds: 60)
            try await counter.look("child-sealed")
            try await counter.counter.delivered(1)
        }
    }

    @Test("a silent chip: papers by hand, and a second officer at once; the one who enrolled cannot say yes")
    func byHand() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            try await counter.signIn()
            try await counter.begin("level-2-account-by-hand")
            try await counter.step("card")
            try await browser.scan("001099000001|099000001|Nguyễn Thị Thử|02091999|Nữ|Thôn Một|01012021")
            try await browser.wait(for: "body:not([data-busy]) #can-hint")
            try await browser.press(.f3)
            try await browser.wait(for: "dialog[open]")
            try await browser.screenshot("counter-real-silent-chip.vi")
            try await browser.press(.enter)
            try await counter.step("papers")
            try await browser.type("001099000001")
            try await browser.press(.f2)
            try await counter.look("by-hand-papers")
            try await browser.press(.enter)
            try await counter.fill(typing: "0912345678")
            let review = try await browser.text("main") ?? ""
            #expect(review.contains("Nguyễn Thị Thử") && review.contains("001099000001"), "\(review)")
            try await counter.look("by-hand-signature")
            try await browser.press(.enter)
            try await counter.step("approval")
            try await counter.look("approval-at-once")
            for (officer, seen) in [
                (CounterStation.officer, ".failure[data-code=officer-differs]"), (CounterStation.supervisor, ".sealed"),
            ] {
                try await browser.script(
                    "const field = document.getElementById('supervisor'); field.focus(); field.select()")
                try await browser.type(officer)
                try await browser.press(.enter)
                try await browser.type(CounterStation.password)
                try await browser.press(.enter)
                try await browser.wait(for: "body:not([data-busy]) \(seen)", seconds: 60)
            }
            try await counter.look("by-hand-sealed")
            try await counter.counter.delivered(1)
        }
    }

    @Test("the end of the day: rejected it comes back with the reasons, signed anew it is approved and goes out")
    func endOfDay() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            try await counter.signIn()
            try await counter.begin("unlock-account")
            try await counter.step("card")
            try await counter.read(counter.card.can, until: ".verdict[data-verdict=valid]")
            try await browser.press(.enter)
            try await counter.fill(from: "reason", typing: "tìm lại điện thoại")
            try await browser.press(.enter)
            try await counter.screen("slip")
            #expect(try await browser.text(".slip")?.contains("Số 0") == false)
            try await counter.look("slip-waiting")

            try await counter.change(to: CounterStation.supervisor)
            try await browser.press(.f4)
            try await counter.screen("approvals")
            try await browser.wait(for: "main .faces img")
            try await counter.look("approvals")
            try await browser.press(.f4)
            try await browser.wait(for: "dialog[open]")
            try await browser.press(.space)
            try await browser.press(.enter)
            try await browser.wait(until: "document.querySelectorAll('main [data-item]').length === 0")

            try await counter.change(to: CounterStation.officer)
            try await browser.wait(for: "[data-draft] .pill[data-state=rejected]")
            try await counter.look("home-rejected")
            try await browser.script("document.querySelector('[data-draft]').focus()")
            try await browser.press(.enter)
            try await counter.step("card")
            #expect(try await browser.text(".rejection")?.contains("Dữ liệu sai") == true)
            try await counter.look("rejected")
            try await counter.goOn(to: "signature")
            try await browser.press(.enter)
            try await counter.screen("slip")

            try await counter.change(to: CounterStation.supervisor)
            try await browser.press(.f4)
            try await counter.screen("approvals")
            try await browser.press(.f2)
            try await browser.wait(until: "document.querySelectorAll('main [data-item]').length === 0", seconds: 60)
            try await counter.counter.delivered(1)
            try await browser.press(.escape)
            try await counter.screen("home")
            try await browser.press(.f6)
            try await counter.screen("end-of-day")
            #expect(try await browser.text("[data-name=rejected] dd") == "1")
            #expect(try await browser.text("[data-name=approved] dd") == "1")
            try await counter.look("end-of-day")

            // The station ends under the page.
            #expect(try await browser.complaints() == [])
            counter.station.kill()
            _ = await counter.station.outcome(within: .seconds(10))
            try await browser.press(.escape)
            try await browser.wait(for: ".failure[data-code=no-answer]")
            try await counter.look("no-answer")
            // The browser notes that nobody answers; that is what is tested here.
            try await browser.open("about:blank")
            _ = try await browser.complaints()
        }
    }
}
