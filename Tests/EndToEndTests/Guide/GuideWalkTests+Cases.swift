import Browser
import Foundation
import Testing

extension GuideWalkTests {
    @Test("if it does not go as it should")
    func cases() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            var walk = try GuideWalk("If it does not go as it should")
            try walk.advice("what you see", "what you do")
            try await counter.signIn()

            try walk.read("Không nhận thẻ này, do not accept the card")
            let clone = try await counter.demo.issue("clone", ["--seed", "31", "--clone"])
            try await refused(counter, clone, "not-genuine", saying: "Không nhận thẻ này")
            try walk.read("The card is not genuine.")
            #expect(try await browser.exists(".verdict[data-verdict=invalid]"))
            try walk.advice("Act as the rules say, tell your supervisor.")
            try walk.read("The draft stays.")
            try await putAside(counter, drafts: 1)

            try walk.read("Nạp dữ liệu tin cậy của nơi cấp thẻ, import the issuer's trust data")
            let stranger = try await counter.demo.issue("stranger", country: "elsewhere", ["--seed", "32"])
            try await refused(counter, stranger, "no-trust-anchor", saying: "Nạp dữ liệu tin cậy của nơi cấp thẻ")
            try walk.read("The station cannot know whether it is genuine.")
            #expect(try await !browser.exists(".verdict[data-verdict=invalid]"))
            #expect(try await !browser.exists(".verdict[data-verdict=valid]"))
            try walk.read("Put it aside; the administrator imports a trust bundle.")
            try await putAside(counter, drafts: 2)

            try walk.read("So lại sáu số cuối, compare the last six digits")
            let (counting, counts) = try await counting(counter)
            try walk.read("A digit is wrong.")
            #expect(try await !browser.exists(".verdict"))
            try walk.read("Scan instead of typing.")
            try walk.read("A card that counts wrong tries says how many are left.")
            #expect(try await browser.text(".failure")?.contains("2") == true)
            // The scan opens it: what was typed wrong before does not matter.
            let scan = try await counter.rig.run("idcard", ["scan", counting.card, "--as", "qr", "--ending", "none"])
            try await browser.scan(scan.standardOutput)
            try await browser.wait(for: "body:not([data-busy]) .verdict[data-verdict=valid]", seconds: 60)
            try await putAside(counter, drafts: 3)
            try await counter.take(counts)

            try await anotherCard(&walk, counter)

            try walk.read("Lật thẻ và thử lại, turn the card over")
            let silent = try await counter.rig.insertCard(
                [counter.card.card, "--fault", "silence@1+"], says: "inserted")
            try await browser.wait(for: ".desk[data-state=card]")
            try await counter.begin("level-2-account")
            try await counter.read(counter.card.can, until: ".failure[data-code=card-mute]")
            #expect(try await browser.text(".failure h2") == "Lật thẻ và thử lại")
            try walk.read("After two readers: Esc, and the procedure for a silent chip.")
            try await browser.press(.escape)
            try await counter.screen("home")
            try await counter.begin("level-2-account-by-hand")
            try walk.read("There, F3 Chip không trả lời.")
            #expect(try await browser.text("#keys [data-key=F3]")?.contains("Chip không trả lời") == true)
            try await browser.press(.escape)
            try await counter.screen("home")
            try await counter.take(silent)

            try await differences(&walk, counter)
            walk.end()
        }
    }

    /// A card that is not taken, at a new enrollment.
    private func refused(_ counter: Counter, _ card: Demo.Card, _ code: String, saying title: String) async throws {
        let laid = try await counter.lay(card)
        try await counter.begin("level-2-account")
        try await counter.read(card.can, until: ".failure[data-code=\(code)]")
        #expect(try await counter.browser.text(".failure h2") == title)
        try await counter.take(laid)
    }

    private func putAside(_ counter: Counter, drafts: Int) async throws {
        try await counter.browser.press(.escape)
        try await counter.screen("home")
        let there = try await counter.browser.script("return document.querySelectorAll('[data-draft]').length")
        #expect(there as? Int == drafts)
    }

    /// A card that counts wrong tries, after one of them; it lies on the reader.
    private func counting(_ counter: Counter) async throws -> (Demo.Card, RunningProgram) {
        let counting = try await counter.demo.issue("counting", ["--seed", "33", "--profile", "retry-counter"])
        let laid = try await counter.lay(counting)
        try await counter.begin("level-2-account")
        try await counter.read(counting.wrongCAN, until: ".failure[data-code=wrong-password]")
        #expect(try await counter.browser.text(".failure h2") == "So lại sáu số cuối")
        return (counting, laid)
    }

    private func anotherCard(_ walk: inout GuideWalk, _ counter: Counter) async throws {
        let browser = counter.browser
        try walk.read("Đặt lại đúng thẻ, lay the right card down")
        let first = try await counter.lay(counter.card)
        try await counter.begin("level-2-account")
        try await counter.read(counter.card.can, until: ".verdict[data-verdict=valid]")
        try await browser.press(.enter)
        try await counter.fill(typing: "0912345678")
        try await counter.take(first)
        let other = try await counter.lay(try await counter.demo.issue("other", ["--seed", "23"]))
        try await browser.press(.enter)
        try await browser.wait(for: "body:not([data-busy]) .failure[data-code=another-card]", seconds: 60)
        #expect(try await browser.text(".failure h2") == "Đặt lại đúng thẻ")
        try walk.read("Another card lies there than the one that was read.")
        try await counter.take(other)
        try walk.read("Lay that one down and press Enter again.")
        let again = try await counter.lay(counter.card)
        try await browser.press(.enter)
        try await browser.wait(for: ".sealed", seconds: 60)
        try await browser.press(.enter)
        try await counter.screen("home")
        try await counter.take(again)
    }

    private func differences(_ walk: inout GuideWalk, _ counter: Counter) async throws {
        let browser = counter.browser
        try walk.read("Mặt thẻ và chip khác nhau, printed and chip differ")
        try await counter.counter.delivered(1)
        try await counter.lay(counter.card)
        try await counter.begin("level-2-account")
        // Another name than the chip's, on a code that opens it.
        var parts = try await counter.scanned().split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        try #require(parts.count > 2)
        parts[2] = "Nguyễn Thị Khác"
        try await browser.scan(parts.joined(separator: "|"))
        try await browser.wait(for: "body:not([data-busy]) .verdict", seconds: 60)
        let heading = try await browser.text(".step section h2")
        #expect(heading == "Mặt thẻ và chip khác nhau")
        try walk.read("Look at both columns.")
        #expect(try await browser.text(".step tbody")?.contains("Nguyễn Thị Khác") == true)
        let columns = try await browser.script(
            "return document.querySelectorAll('.step tbody tr:first-child td').length")
        #expect(columns as? Int == 2)
        try walk.advice("Another name or number is no slip of the pen.")
        try walk.read("yellow panel at the card")
        try await browser.wait(for: ".step .notice[data-code=account-exists]", seconds: 30)
        #expect(try await browser.hue(of: ".step .notice[data-code=account-exists]") == .yellow)
        try walk.read("This citizen has a record here, or an account.")
        try walk.advice("Ask before you go on.")
        try walk.read(
            "Each failure has its picture, counter-failure-CODE; all codes are in enrollment/messages/failures.yaml.")
        let words = Workspace.root.appendingPathComponent("enrollment/messages/failures.yaml")
        #expect(try String(contentsOf: words, encoding: .utf8).contains("\nanother-card:"))
    }
}
