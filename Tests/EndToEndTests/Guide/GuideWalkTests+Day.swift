import Browser
import Foundation
import Testing

extension GuideWalkTests {
    @Test("records, approvals, the end of the day")
    func day() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            var walk = try GuideWalk("Records, approvals, the end of the day")
            try await counter.lay(counter.card)
            // A supervisor takes one, an officer another: both wait for somebody else.
            for (officer, isFirst) in [(CounterStation.supervisor, true), (CounterStation.officer, false)] {
                if isFirst { try await counter.signIn(as: officer) } else { try await counter.change(to: officer) }
                try await counter.begin("unlock-account")
                try await counter.read(counter.card.can, until: ".verdict[data-verdict=valid]")
                try await browser.press(.enter)
                try await counter.fill(from: "reason", typing: "tìm lại điện thoại")
                try await browser.press(.enter)
                try await counter.screen("slip")
            }
            try await counter.change(to: CounterStation.supervisor)
            try walk.read(
                "F3 Hồ sơ (records, counter-queue): arrows choose, Enter shows the slip again, F2 sends what waits now."
            )
            #expect(try await browser.text("#keys [data-key=F3]")?.contains("Hồ sơ") == true)
            try await browser.press(.f3)
            try await counter.screen("queue")
            let first = try await browser.focus()
            try await browser.press(.down)
            #expect(try await browser.focus() != first)
            #expect(try await browser.exists("#keys [data-key=F2]"))
            try await browser.press(.enter)
            try await counter.screen("slip")
            try await browser.press(.escape)
            try await counter.screen("home")
            try await approvals(&walk, counter)
            try await rejected(&walk, counter)
            try walk.read(
                "F6 Cuối ngày (end of the day, counter-end-of-day): what is still to be seen to before going home.")
            try await browser.press(.escape)
            try await counter.screen("home")
            #expect(try await browser.text("#keys [data-key=F6]")?.contains("Cuối ngày") == true)
            try await browser.press(.f6)
            try await counter.screen("end-of-day")
            #expect(try await browser.text("[data-name=rejected] dd") == "1")
            #expect(try await browser.exists(".problems li, main .fine"))
            walk.end()
        }
    }

    private func approvals(_ walk: inout GuideWalk, _ counter: Counter) async throws {
        let browser = counter.browser
        try walk.read(
            "F4 Phê duyệt (approvals, counter-approvals), for supervisors: arrows choose, F2 approves, F4 rejects with at least one reason (counter-reject)."
        )
        #expect(try await browser.text("#keys [data-key=F4]")?.contains("Phê duyệt") == true)
        try await browser.press(.f4)
        try await counter.screen("approvals")
        try walk.read("Nobody approves a record of their own.")
        // His own is not even in the list, or is refused when he tries.
        let waiting =
            try await browser.script("return document.querySelectorAll('main [data-item]').length") as? Int ?? 0
        try #require((1...2).contains(waiting))
        let own = try await browser.script(
            "return [...document.querySelectorAll('main [data-item]')].findIndex(one => one.innerText.includes('p-03'))"
        )
        if let place = own as? Int, place >= 0 {
            try await browser.script("document.querySelectorAll('main [data-item]')[arguments[0]].focus()", [place])
            try await browser.press(.f2)
            try await browser.wait(for: "body:not([data-busy]) .failure[data-code=officer-differs]")
            try await browser.press(.down)
        } else {
            #expect(waiting == 1)
        }
        try await browser.press(.f4)
        try await browser.wait(for: "dialog[open]")
        // Without a reason nothing is rejected.
        try await browser.press(.enter)
        #expect(try await browser.exists("dialog[open]"))
        try await browser.press(.space)
        try await browser.press(.enter)
        try await browser.wait(until: "document.querySelectorAll('main [data-item]').length === \(waiting - 1)")
    }

    private func rejected(_ walk: inout GuideWalk, _ counter: Counter) async throws {
        let browser = counter.browser
        try await counter.change(to: CounterStation.officer)
        try walk.read(
            "What was rejected stands on the first page of the officer who took it (counter-real-home-rejected), opens with the reasons above it (counter-real-rejected), and is signed anew."
        )
        try await browser.wait(for: "[data-draft] .pill[data-state=rejected]")
        try await browser.script("document.querySelector('[data-draft]:has([data-state=rejected])').focus()")
        try await browser.press(.enter)
        try await counter.step("card")
        #expect(try await browser.exists(".rejection li"))
        try await counter.goOn(to: "signature")
        try await browser.press(.enter)
        try await counter.screen("slip")
        try await counter.change(to: CounterStation.supervisor)
        try await browser.press(.f4)
        try await counter.screen("approvals")
        try await browser.script(
            "[...document.querySelectorAll('main [data-item]')].find(one => one.innerText.includes('o-17')).focus()")
        try await browser.press(.f2)
        try await browser.wait(
            until: "![...document.querySelectorAll('main [data-item]')].some(one => one.innerText.includes('o-17'))",
            seconds: 60)
        try await counter.counter.delivered(1)
    }

    @Test("papers and a second officer at once, as the guide's table and its last paragraph have them")
    func atOnce() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            try await counter.signIn()
            try await counter.begin("level-2-account-by-hand")
            try await counter.step("card")
            try await browser.scan("001099000001|099000001|Nguyễn Thị Thử|02091999|Nữ|Thôn Một|01012021")
            try await browser.wait(for: "body:not([data-busy]) #can-hint")
            #expect(try await browser.text("#keys [data-key=F3]")?.contains("Chip không trả lời") == true)
            try await browser.press(.f3)
            try await browser.wait(for: "dialog[open] #ask-reason")
            try await browser.press(.enter)
            try await counter.step("papers", titled: "Kiểm tra giấy tờ")
            try await browser.type("001099000001")
            #expect(try await browser.text("#keys [data-key=F2]")?.contains("Đã xem giấy tờ") == true)
            try await browser.press(.f2)
            try await browser.press(.enter)
            try await counter.fill(typing: "0912345678")
            try await browser.press(.enter)
            try await counter.step("approval", titled: "Phê duyệt của chỉ huy")
            for text in [CounterStation.supervisor, CounterStation.password] {
                try await browser.type(text)
                try await browser.press(.enter)
            }
            try await browser.wait(for: "body:not([data-busy]) .sealed", seconds: 60)
            try await counter.counter.delivered(1)
        }
    }
}
