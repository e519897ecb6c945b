import Browser
import StationWeb
import Synchronization
import Testing

/// The kiosk in a real browser, in its three languages, touched and not typed.
@Suite("The kiosk's page", .serialized)
struct KioskPageTests {
    private static let languages = ["vi", "en", "fr"]

    private func with(
        _ language: String, isolation: isolated (any Actor)? = #isolation,
        _ body: (Browser, ScriptedKiosk) async throws -> Void
    ) async throws {
        let kiosk = ScriptedKiosk()
        let messages = try Messages.load(folder: CatalogueTests.folder)
        try await WebServer.with(surface: .kiosk(kiosk), messages: messages) { server in
            try await Browser.with(.kiosk) { browser in
                try await browser.open("http://127.0.0.1:\(server.port)/")
                try await browser.wait(for: "body[data-state=lay]")
                if language != "vi" { try await browser.click("[data-language=\(language)]") }
                try await body(browser, kiosk)
                #expect(try await browser.complaints() == [])
            }
        }
    }

    private func look(_ browser: Browser, _ name: String, _ language: String) async throws {
        try await browser.screenshot("kiosk-\(name).\(language)")
        #expect(try await browser.breaches(target: 44) == [], "\(name), \(language)")
        let fits = try await browser.script(
            "return document.documentElement.scrollHeight <= innerHeight && document.querySelector('main').scrollHeight <= document.querySelector('main').clientHeight + 1"
        )
        #expect(fits as? Bool == true, "\(name) in \(language) needs scrolling")
    }

    private func touch(_ digits: String, _ browser: Browser) async throws {
        for digit in digits { try await browser.click("[data-key='\(digit)']") }
        try await browser.click("#go")
    }

    static let reports: [(String, DeskReport)] = [
        ("genuine", report("valid", true, "Thẻ của bạn đã được kiểm tra.", "Your card was checked.")),
        ("not-genuine", report("invalid", false, "Thẻ này không được chấp nhận.", "This card cannot be accepted.")),
        (
            "not-checked",
            report(
                "not-accepted", true, "Thẻ này không còn dùng được tại đây.", "This card can no longer be used here.")
        ),
    ]

    private static func report(_ verdict: String, _ isChipProven: Bool, _ vi: String, _ en: String) -> DeskReport {
        DeskReport(
            verdict: verdict, isChipProven: isChipProven, sentences: ["vi": vi, "en": en], checks: [],
            fullName: "Nguyễn Văn Tý", personalNumber: "058000000042", documentNumber: "", dateOfBirth: "",
            portrait: Pictures.face("#37506b"),
            milliseconds: 1)
    }

    @Test("three steps by touch, and the three answers", arguments: languages)
    func steps(language: String) async throws {
        try await with(language) { browser, kiosk in
            try await look(browser, "lay", language)
            for (outcome, report) in Self.reports {
                kiosk.answer(report)
                kiosk.tell("card-inserted")
                try await browser.wait(for: "body[data-state=open]")
                if outcome == "genuine" {
                    try await browser.click("[data-key='0']")
                    try await look(browser, "open", language)
                    try await browser.click("[data-key='⌫']")
                }
                try await touch("000042", browser)
                try await browser.wait(for: "[data-outcome=\(outcome)]")
                #expect(kiosk.state.withLock { $0.cans.last } == "000042")
                try await look(browser, outcome, language)
                let shown = try await browser.text("main") ?? ""
                #expect(shown.contains("Nguyễn") == (outcome == "genuine"))
                #expect(
                    try await browser.script("return document.getElementById('spoken').textContent.length > 10")
                        as? Bool == true)
                kiosk.tell("card-removed")
                try await browser.wait(for: "body[data-state=lay]")
                try await noTrace(browser)
            }
        }
    }

    @Test("a failure says what to do, in the page's language", arguments: languages)
    func failure(language: String) async throws {
        try await with(language) { browser, kiosk in
            kiosk.tell("card-inserted")
            for code in ["wrong-password", "not-an-emrtd", "card-mute"] {
                kiosk.fail(code)
                try await browser.wait(for: "body[data-state=open]")
                try await touch("000041", browser)
                try await browser.wait(for: "[data-outcome=failure]")
                #expect(try await browser.text(".code") == code)
                if code == "card-mute" {
                    // A citizen has no other reader, and no procedure for silent chips.
                    let own = try Messages.load(folder: CatalogueTests.folder).word("kiosk.mute.title", language)
                    let title = try await browser.text("#outcome")
                    #expect(title == own)
                    #expect(title != FailureCatalogue.embedded.words[code]?[language]?.title)
                }
                try await look(browser, "failure-\(code)", language)
                try await browser.click("#again")
            }
        }
    }

    @Test("nothing stays after thirty seconds, and more time can be had")
    func wiped() async throws {
        try await with("en") { browser, kiosk in
            kiosk.tell("card-inserted")
            try await browser.wait(for: "body[data-state=open]")
            try await touch("000042", browser)
            try await browser.wait(for: "[data-outcome=genuine]")
            try await browser.script(
                "window.later = 20000; const now = performance.now.bind(performance); performance.now = () => now() + later"
            )
            try await browser.click("#more")
            try await browser.script("later = 45000")
            try await Task.sleep(for: .milliseconds(1500))
            #expect(try await browser.exists("[data-outcome=genuine]"))
            try await browser.script("later = 51000")
            try await browser.wait(for: "body[data-state=open]")
            #expect(try await browser.exists("html[lang=vi]"), "the next citizen begins in the first language")
            try await noTrace(browser)
        }
    }

    @Test("a card that leaves while it is read leaves nothing, and its answer is thrown away")
    func leaves() async throws {
        try await with("en") { browser, kiosk in
            kiosk.state.withLock { $0.readTime = .milliseconds(600) }
            kiosk.tell("card-inserted")
            try await browser.wait(for: "body[data-state=open]")
            try await touch("000042", browser)
            try await browser.wait(for: "body[data-state=reading]")
            try await look(browser, "reading", "en")
            kiosk.tell("card-removed")
            try await browser.wait(for: "[data-outcome=failure]")
            try await look(browser, "removed", "en")
            try await Task.sleep(for: .milliseconds(900))
            try await noTrace(browser)
        }
    }

    @Test("a scanner does it without a touch; help can be called")
    func scanAndHelp() async throws {
        try await with("vi") { browser, kiosk in
            kiosk.tell("card-inserted")
            try await browser.wait(for: "body[data-state=open]")
            try await browser.scan("058000000042||Nguyễn Văn Tý|26101958|Nam|Xã Không Có|02092021")
            try await browser.wait(for: "[data-outcome=genuine]")
            #expect(kiosk.state.withLock { $0.cans } == ["000042"])
            // One at a serial port: the page is told that there is something, and not what.
            try await browser.click("#again")
            kiosk.state.withLock { $0.waiting = "058000000043||Nguyễn Văn Tý|26101958|Nam|Xã Không Có|02092021" }
            kiosk.tell("scanned")
            try await browser.wait(for: "[data-outcome=genuine]")
            #expect(kiosk.state.withLock { $0.cans } == ["000042", "000043"])
            try await browser.click("#help")
            try await browser.wait(for: "#help:disabled")
            try await look(browser, "help", "vi")
            let end = ContinuousClock.now.advanced(by: .seconds(20))
            while kiosk.state.withLock({ $0.calls }) == 0, ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(kiosk.state.withLock { $0.calls } == 1)
        }
    }

    /// Nothing of anybody is in the page, its address or its storage.
    private func noTrace(_ browser: Browser) async throws {
        let all = try await browser.script(
            "return document.documentElement.outerHTML.replace(/<script[^]*?<\\/script>/, '') + location.href + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie"
        )
        let text = try #require(all as? String)
        #expect(!text.contains("Nguyễn") && !text.contains("000042") && text.contains("<main"))
    }
}
