import Browser
import Foundation
import Testing

extension GuideWalkTests {
    @Test("one enrollment")
    func oneEnrollment() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            var walk = try GuideWalk("One enrollment")
            let card = try await counter.lay(counter.card)
            try await counter.signIn()
            try walk.read("Press the number of the procedure, 1 for the ordinary level-2 account.")
            try await browser.type("1")
            try await counter.step("card")
            #expect(try await browser.text(".path .procedure")?.contains("TK01") == true)
            try walk.read(
                "The steps stand at the left, the person at the right; what the chip said bears a ◆ and cannot be edited."
            )
            let order = try await browser.script(
                "return ['.path', '.step', '.person'].map(one => document.querySelector(one).getBoundingClientRect().left)"
            )
            let lefts = (order as? [Double]) ?? ((order as? [Int])?.map(Double.init) ?? [])
            #expect(lefts.count == 3 && lefts == lefts.sorted())
            try await counter.read(counter.card.can, until: ".verdict[data-verdict=valid]")
            let marks = try await browser.script(
                """
                const all = [...document.querySelectorAll(".person [data-source=chip]")];
                return [all.length > 5, all.every(one => !one.matches("input") && !one.isContentEditable && !one.querySelector("input")),
                  all.every(one => /◆/.test(getComputedStyle(one, "::before").content + getComputedStyle(one, "::after").content))];
                """)
            #expect(marks as? [Bool] == [true, true, true])
            try walk.advice("step", "what you do", "picture")
            try await readCard(&walk, counter, card)
            try await fields(&walk, counter)
            try await biometrics(&walk, counter)
            try await consent(&walk, counter)
            try await signature(&walk, counter)
            try walk.read("Phê duyệt của chỉ huy, the supervisor's approval (only some procedures)")
            // Walked at the procedures that have them: `atOnce` and `endOfDay`.
            try walk.advice(
                "At once: a second officer comes and signs with their own id and password.",
                "At the end of the day: the slip comes now, and the record when somebody has approved.")
            try walk.read("counter-sealed: the record has its number.")
            #expect(try await browser.text(".sealed h1")?.contains("1") == true)
            try walk.read("F2 shows the slip (counter-slip), F2 prints it, Enter is the next citizen.")
            try await browser.press(.f2)
            try await counter.screen("slip")
            try await browser.script("window.printed = 0; window.print = () => { printed += 1; }")
            try await browser.press(.f2)
            try await browser.wait(until: "printed === 1")
            try await browser.press(.enter)
            try await counter.screen("home")
            try walk.read("The record goes to the registry by itself, today or when the network is back.")
            try await counter.counter.delivered(1)
            // The child and the silent chip are walked in tests of their own; here they are read.
            try walk.advice(
                "A child of 6 to 13 comes with a parent or guardian, whose card is read first: behind the step's name stands whose turn it is (counter-real-guardian, counter-real-child).",
                "Consent is the guardian's, the phone too; portrait and fingers are the child's.",
                "Before the signature the child's card lies on the reader.",
                "A card that has expired, or whose chip is silent, has a procedure of its own.",
                "F3 Chip không trả lời asks why; then the papers are looked at, and a supervisor approves at once.")
            walk.end()
        }
    }

    private func readCard(_ walk: inout GuideWalk, _ counter: Counter, _ card: RunningProgram) async throws {
        let browser = counter.browser
        try walk.read("Đọc thẻ căn cước, read the card")
        #expect(try await browser.text("#step-title")?.contains("Đọc thẻ căn cước") == true)
        try walk.read("Lay the card down and scan its QR code: the station reads by itself.")
        try await browser.press(.escape)
        try await counter.screen("home")
        try await browser.type("1")
        try await counter.step("card")
        try await browser.scan(try await counter.scanned())
        try await browser.wait(for: "body:not([data-busy]) .verdict", seconds: 60)
        try walk.read("Without a scanner: six digits, Enter.")
        try await browser.press(.escape)
        try await counter.screen("home")
        try await browser.type("1")
        try await counter.step("card")
        try await counter.read(counter.card.can, until: ".verdict[data-verdict=valid]")
        try walk.read("Then look: green is genuine.")
        #expect(try await browser.hue(of: ".verdict[data-verdict=valid]") == .green)
        try walk.read("F4 shows each check.")
        #expect(try await !browser.exists("details[open]"))
        try await browser.press(.f4)
        try await browser.wait(for: "details[open] .checks li")
        try await browser.script("document.getElementById('step-title').focus()")
        try await browser.press(.enter)
        try walk.read("Kiểm tra giấy tờ, check the papers (only some procedures)")
        // Walked where there are papers: `atOnce`.
        try walk.advice("Look at the originals, type their numbers, F2 Đã xem giấy tờ, Enter.")
    }

    private func fields(_ walk: inout GuideWalk, _ counter: Counter) async throws {
        let browser = counter.browser
        try await counter.step("contact")
        try walk.read("Thông tin liên hệ, contact")
        #expect(try await browser.text("#step-title") == "Thông tin liên hệ")
        try walk.read("The phone number, then Enter from field to field.")
        #expect(try await browser.focus() == "field-phone")
        try await browser.type("12")
        for _ in 0..<4 { try await browser.press(.enter) }
        try walk.read("What is wrong is said below its field.")
        try await browser.wait(for: "body:not([data-busy]) #field-phone-problem:not([hidden])")
        let below = try await browser.script(
            """
            const [field, problem] = ["field-phone", "field-phone-problem"].map(one => document.getElementById(one).getBoundingClientRect());
            return problem.top >= field.bottom;
            """)
        #expect(below as? Bool == true)
        try await browser.script("document.getElementById('field-phone').select()")
        try await browser.type("0912345678")
        for _ in 0..<4 { try await browser.press(.enter) }
    }

    private func biometrics(_ walk: inout GuideWalk, _ counter: Counter) async throws {
        let browser = counter.browser
        try walk.read("Ảnh khuôn mặt, portrait")
        try await counter.step("portrait", titled: "Ảnh khuôn mặt")
        try walk.read("F2 takes it.")
        try await counter.portrait()
        try walk.read("Compare it with the chip's.")
        let faces = try await browser.script(
            "return [...document.querySelectorAll('.faces img')].filter(one => one.naturalWidth > 50).length")
        #expect(faces as? Int == 2)
        try walk.read("Enter Đúng người (the same person), F2 again, F4 Không đúng người.")
        for (key, word) in [("Enter", "Đúng người"), ("F2", "Chụp lại"), ("F4", "Không đúng người")] {
            #expect(try await browser.text("#keys [data-key=\(key)]")?.contains(word) == true, "\(key)")
        }
        try walk.read("F3 takes a file instead.")
        try await browser.script(
            "window.asked = 0; document.getElementById('portrait-file').addEventListener('click', event => { event.preventDefault(); asked += 1; })"
        )
        try await browser.press(.f3)
        try await browser.wait(until: "asked === 1")
        try await browser.press(.enter)
        try walk.read("Vân tay, fingerprints")
        try await counter.step("fingerprints")
        try walk.read("F2 captures the group that is named.")
        let open = try await browser.script("return document.querySelectorAll('.legend [data-state=open]').length")
        try await browser.press(.f2)
        try await counter.answered()
        let after = try await browser.script("return document.querySelectorAll('.legend [data-state=open]').length")
        #expect(try #require(after as? Int) < (try #require(open as? Int)))
        try walk.read("F3 marks a finger that is missing, with a reason.")
        try await browser.press(.f3)
        try await browser.wait(for: "dialog[open] #ask-finger")
        #expect(try await browser.exists("dialog[open] #ask-reason"))
        let thumb = try await browser.script(
            "const choice = document.getElementById('ask-finger'); choice.value = 'Left Thumb'; return choice.value")
        #expect(thumb as? String == "Left Thumb")
        try await browser.press(.enter)
        try await browser.wait(for: "body:not([data-busy]) .finger[data-finger='Left Thumb'][data-state=missing]")
        for _ in 0..<2 {
            try await browser.press(.f2)
            try await counter.answered()
        }
        try await browser.wait(for: "#keys .main[data-key=Enter]")
        try await browser.press(.enter)
    }

    private func consent(_ walk: inout GuideWalk, _ counter: Counter) async throws {
        let browser = counter.browser
        try walk.read("Sự đồng ý của công dân, the citizen's consent")
        try await counter.step("consent", titled: "Sự đồng ý của công dân")
        try walk.read("Turn the screen, or read it out; F3 shows the other language.")
        #expect(try await browser.exists("#consent-text[lang=vi]"))
        try await browser.press(.f3)
        try await browser.wait(for: "#consent-text[lang=en]")
        try await browser.press(.f3)
        try await browser.wait(for: "#consent-text[lang=vi]")
        try walk.read("F2 only if the citizen agrees.")
        // Gone past without it, the signature says so.
        try await browser.press(.enter)
        try await counter.answered()
        try await counter.step("consent")
        try await browser.press(.f2)
        try await browser.wait(for: ".answer[data-agreed=true]")
        try await browser.press(.f4)
        try await browser.wait(for: ".answer[data-agreed=false]")
        try await browser.press(.f2)
        try await browser.wait(for: ".answer[data-agreed=true]")
        try await browser.press(.enter)
    }

    private func signature(_ walk: inout GuideWalk, _ counter: Counter) async throws {
        let browser = counter.browser
        try walk.read("Cán bộ ký hồ sơ, the officer signs")
        try await counter.step("signature", titled: "Cán bộ ký hồ sơ")
        try walk.read("Everything once more.")
        let review = try await browser.text(".review") ?? ""
        #expect(review.contains("0912345678") && review.contains("9/10"), "\(review)")
        try walk.read("The citizen's card must lie on the reader.")
        try await browser.wait(for: ".desk[data-state=card]")
        try walk.read("Enter signs and seals.")
        try await browser.press(.enter)
        try await browser.wait(for: ".sealed", seconds: 60)
    }
}
