import Browser
import Foundation
import Testing

/// The operator's guide, walked sentence by sentence as a new officer would: at the real station's page in a browser, with
/// cards in a virtual reader, a scanner that types, and a registry. What is advice to a person is read and passed by.
@Suite("The operator's guide, walked", .serialized)
struct GuideWalkTests {
    @Test("every section has its walk")
    func sections() throws {
        let walked = [
            "The operator's guide", "What is the same on every page", "Before the first citizen", "One enrollment",
            "If it does not go as it should", "Records, approvals, the end of the day", "The kiosk",
            "Words and languages",
        ]
        #expect(try Guide().sections.map(\.title) == walked)
    }

    @Test("what is the same on every page")
    func everyPage() async throws {
        try await Counter.with { counter in
            let browser = counter.browser
            try await beginning(counter)
            var walk = try GuideWalk("What is the same on every page")
            let card = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            try await counter.signIn()
            try walk.read(
                "At the top: the station, the reader (green point: a card is there), who is signed in, and two keys: F9 changes the language, F10 locks the screen."
            )
            try await browser.wait(for: "#top .desk[data-state=card]")
            #expect(try await browser.hue(of: "#top .desk", before: true) == .green)
            let top = try await browser.text("#top") ?? ""
            #expect(top.contains("test-001") && top.contains("Officer o-17"), "\(top)")
            try await browser.press(.f9)
            try await browser.wait(for: "html[lang=en]")
            try await browser.press(.f9)
            try await browser.wait(for: "html[lang=vi]")
            try await browser.press(.f10)
            try await counter.screen("locked")
            try await browser.type(CounterStation.password)
            try await browser.press(.enter)
            try await counter.screen("home")
            try walk.read("At the foot: every key that does something now.")
            let keys = try await browser.script(
                "return [...document.querySelectorAll('#keys [data-key]')].map(one => one.dataset.key)")
            #expect(keys as? [String] == ["F3", "F6", "F7", "F12"])
            try walk.read("The blue one is what Enter does.")
            try await counter.begin("level-2-account")
            try await counter.step("card")
            #expect(try await browser.hue(of: "#keys .main") == .blue)
            #expect(try await browser.exists("#keys .main[data-key=Enter]"))
            try walk.read("The mouse works too, and is never needed.")
            try await browser.click("#keys [data-key=Escape]")
            try await counter.screen("home")
            try await browser.script("document.querySelector('[data-draft]').focus()")
            try await browser.press(.enter)
            try await counter.read(counter.card.can, until: ".verdict[data-verdict=valid]")
            try await browser.press(.enter)
            try await counter.step("contact")
            try walk.read("Enter goes on: to the next field, and from the last one to the next step.")
            try await browser.type("0912345678")
            try await browser.press(.enter)
            #expect(try await browser.focus() == "field-email")
            try walk.read(
                "Two things are done by their own key only: that a citizen agrees (F2), and that a person is not the one of the card (F4)."
            )
            try await ownKeys(counter)
            try walk.read("The scanner works wherever the cursor is, and what it types goes into no field.")
            try await counter.goBack(to: "contact")
            try await browser.scan(try await counter.scanned())
            try await browser.wait(for: "body:not([data-busy]) .failure")
            try walk.read("Where no card is asked for, the page says so, and nothing changes.")
            #expect(try await browser.value("#field-phone") == "0912345678")
            #expect(try await browser.value("#field-email") == "")
            try walk.advice("Nothing is lost.")
            try walk.read("A field that you leave is kept at once.")
            try await browser.script("document.getElementById('field-email').focus()")
            try await browser.type("thu@example.vn")
            try await browser.press(.enter)
            // The page goes away, as with a power cut, and is opened anew.
            try await browser.open("about:blank")
            try await browser.open("\(counter.counter.address)?lang=vi")
            try await counter.step("contact")
            #expect(try await browser.value("#field-email") == "thu@example.vn")
            try walk.read(
                "Esc puts an enrollment aside (Để lại sau, put aside); it stands on the first page under Làm tiếp (go on with), with its age and how old its procedure lets it become."
            )
            #expect(try await browser.text("#keys [data-key=Escape]")?.contains("Để lại sau") == true)
            try await browser.press(.escape)
            try await counter.screen("home")
            #expect(try await browser.text("main")?.contains("Làm tiếp") == true)
            #expect(try await browser.text("[data-draft]")?.contains("0/72 giờ") == true)
            try walk.read("A failure is a red panel: what to do, why, how, and a code for a ticket.")
            card.kill()
            _ = await card.outcome(within: .seconds(10))
            try await browser.wait(for: ".desk[data-state=no-card]")
            try await counter.begin("level-2-account")
            try await counter.step("card")
            try await browser.type(counter.card.can, pause: 90)
            try await browser.press(.enter)
            try await browser.wait(for: ".failure[data-code=no-card]")
            #expect(try await browser.hue(of: ".failure h2", "color") == .red)
            for part in ["h2", ".cause", ".remedy", ".code"] {
                #expect(try await browser.text(".failure \(part)")?.isEmpty == false, "\(part)")
            }
            try walk.read("A panel that asked for a card goes away when the card comes.")
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            try await browser.wait(until: "document.querySelector('.failure') === null")
            // The table of pictures: Tests/StationWebTests holds their names against the tests that make them.
            try walk.advice(
                "picture", "page", "Đăng nhập, sign in", "Bắt đầu, begin; Làm tiếp, go on with", "Đã khóa, locked")
            walk.end()
        }
    }

    private func beginning(_ counter: Counter) async throws {
        var walk = try GuideWalk("The operator's guide")
        try walk.advice("For the officer at the counter, and for whoever sets a kiosk up.")
        // Words and pictures are held against the catalogue and the tests in Tests/StationWebTests.
        try walk.advice(
            "The words of the screen stand in Vietnamese as they are there, with the English ones behind.",
            "The pictures are made by the tests: ./test --filter CounterPages, ./test --filter KioskPage and, for those that begin with “counter-real”, ./test --filter CounterCasePage put them into .build/screenshots, or into the folder that CHIP_ID_SCREENSHOTS names.",
            "A picture's name ends in its language: counter-home.vi.png, counter-home.en.png.")
        try walk.read("The counter is at http://127.0.0.1:8480/ on the station itself and nowhere else.")
        let help = try await counter.rig.run("idstation", ["serve", "--help"])
        #expect(help.standardOutput.contains("8480"))
        let port = try #require(URL(string: counter.counter.address)?.port)
        #expect(Set(try listening(at: port)) == ["0100007F"], "127.0.0.1, as /proc writes it")
        walk.end()
    }

    /// The IPv4 addresses at which something listens at a port, as /proc/net/tcp writes them.
    private func listening(at port: Int) throws -> [String] {
        var found: [String] = []
        for line in try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8).split(separator: "\n") {
            let columns = line.split(separator: " ")
            guard columns.count > 3, columns[3] == "0A" else { continue }
            let address = columns[1].split(separator: ":")
            if address.count == 2, Int(address[1], radix: 16) == port { found.append(String(address[0])) }
        }
        return found
    }

    /// Enter does neither.
    private func ownKeys(_ counter: Counter) async throws {
        let browser = counter.browser
        while try await browser.exists("body[data-step=contact]") {
            try await browser.press(.enter)
            try await counter.answered()
        }
        try await counter.portrait()
        #expect(try await browser.text("#keys .main")?.contains("Đúng người") == true)
        #expect(try await browser.exists("#keys [data-key=F4]:not(.main)"))
        try await browser.press(.enter)
        try await counter.fingers()
        try await browser.press(.enter)
        try await counter.step("consent")
        try await browser.press(.enter)
        try await counter.answered()
        #expect(try await browser.exists(".answer[data-agreed=false]"))
        try await browser.press(.f2)
        try await browser.wait(for: ".answer[data-agreed=true]")
    }

    @Test("before the first citizen")
    func beforeTheFirst() async throws {
        try await Counter.with { counter in
            let (browser, rig) = (counter.browser, counter.rig)
            var walk = try GuideWalk("Before the first citizen")
            let own = try await counter.demo.issue("own", ["--seed", "24"])
            let made = try await rig.run(
                "idstation",
                [
                    "officer", "new", "--id", "o-18", "--name", "Officer", "--out", "o-18.json", "--card-key",
                    "\(own.card)/files/DG15.bin", "--password", "-",
                ], input: CounterStation.password + "\n")
            #expect(made.status == 0, "\(made)")
            for (program, arguments) in [
                ("idregistry", ["officer", "admit", "registry", "o-18.json", "--role", "officer"]),
                ("idstation", ["officer", "import", "--station", "station"]),
            ] {
                let done = try await rig.run(program, arguments)
                #expect(done.status == 0, "\(done)")
            }
            try walk.read("Type your id (Mã cán bộ), Enter, your password, Enter.")
            #expect(try await browser.text("label[for=officer]") == "Mã cán bộ")
            try await counter.signIn()
            try await browser.press(.f12)
            try await counter.screen("sign-in")
            try walk.read(
                "If your account asks for your own card, lay it on the reader, and a third field appears for its last six digits."
            )
            let laid = try await rig.insertCard([own.card], says: "inserted")
            try await browser.wait(for: ".desk[data-state=card]")
            try await browser.type("o-18")
            try await browser.press(.enter)
            try await browser.type(CounterStation.password)
            try await browser.press(.enter)
            try await browser.wait(for: "body:not([data-busy]) #own-can")
            try await browser.press(.enter)
            #expect(try await browser.focus() == "own-can")
            try await browser.type(own.can, pause: 90)
            try await browser.press(.enter)
            try await counter.screen("home")
            try walk.read("F7 Trạm (station): every row should be tốt (good).")
            try await browser.press(.f7)
            try await counter.screen("health")
            #expect(try await browser.text("main .pill[data-state=ok]") == "tốt")
            try walk.read("A row that is not says what to do; the rows are what idstation doctor finds.")
            let titles = try await browser.script(
                "return [...document.querySelectorAll('.health h2')].map(one => one.innerText)")
            let doctor = try await rig.run("idstation", ["doctor", "--station", "station", "--language", "vi"])
            let rows = try #require(titles as? [String])
            #expect(rows.count > 15 && rows.allSatisfy { doctor.standardOutput.contains($0) }, "\(rows) \(doctor)")
            let mute = try await browser.script(
                """
                return [...document.querySelectorAll('.health > li:not([data-state=ok])')]
                  .filter(one => !one.querySelector('.remedy')).map(one => one.innerText)
                """)
            #expect(mute as? [String] == [])
            try walk.read("Esc goes back.")
            try await browser.press(.escape)
            try await counter.screen("home")
            try walk.advice("Everybody signs in as themselves.")
            try walk.read(
                "After some minutes without a key the screen locks; your password, with your own card where your account asks for it, brings you back to the field where you were, with what you had typed."
            )
            try await counter.take(laid)
            let citizen = try await counter.lay(counter.card)
            try await counter.begin("level-2-account")
            try await counter.read(counter.card.can, until: ".verdict[data-verdict=valid]")
            try await browser.press(.enter)
            try await counter.step("contact")
            try await browser.type("0912345678")
            try await browser.press(.enter)
            try await browser.type("thu@exa")
            try await browser.script(
                "const now = performance.now.bind(performance); performance.now = () => now() + 3700000")
            try await counter.screen("locked")
            // Their own card too, where the account asks for it.
            try await browser.type(CounterStation.password)
            try await browser.press(.enter)
            try await browser.wait(for: "body:not([data-busy]) #own-can")
            try await counter.take(citizen)
            try await counter.lay(own)
            try await browser.press(.enter)
            try await browser.type(own.can, pause: 90)
            try await browser.press(.enter)
            try await counter.step("contact")
            #expect(try await browser.focus() == "field-email")
            #expect(try await browser.value("#field-email") == "thu@exa")
            walk.end()
        }
    }
}
