import Browser
import StationWeb
import Synchronization
import Testing

/// What an officer's hands do: no mouse, a scanner that types, a lock, another language.
@Suite("The counter's keyboard", .serialized)
struct CounterKeyboardTests {
    private let code = "058000000042|111222333|Nguyễn Văn Tý|26101958|Nam|Thôn Thử Nghiệm, Xã Không Có|02092021"
    private let zone = [
        "IDVNM0580000421058000000042<<4", "5810262M9912315VNM<<<<<<<<<<<0", "NGUYEN<<VAN<TY<<<<<<<<<<<<<<<<",
    ]

    @Test("an ordinary enrollment costs few keys and no mouse")
    func keystrokes() async throws {
        try await CounterPage.with("vi") { page in
            let browser = page.browser
            try await page.signIn()
            try await browser.script(
                "window.count = 0; addEventListener('keydown', event => { count += event.isTrusted ? 1 : 0; }, true)")
            try await browser.type("1")
            try await page.step("card")
            try await browser.scan(code)
            // The scanner's keys are nobody's.
            try await browser.wait(for: ".verdict")
            try await browser.script("count = 1")
            try await browser.press(.enter)
            try await page.step("fields")
            try await browser.type("0912345678")
            for _ in 0..<3 { try await browser.press(.enter) }
            try await page.step("portrait")
            try await browser.wait(until: "document.querySelector('video')?.videoWidth > 0")
            try await browser.press(.enter)
            page.counter.state.withLock { $0.session?.portraitQuality = [] }
            try await page.asked(.portrait)
            try await browser.wait(for: "body:not([data-busy]) #keys .main[data-key=Enter]")
            page.counter.state.withLock { $0.session?.portraitQuality = Array(Samples.portraitQuality.prefix(2)) }
            page.counter.tell(DeskEvent("view", ""))
            try await browser.wait(until: "document.querySelectorAll('.findings li').length === 2")
            try await browser.press(.enter)
            try await page.step("fingerprints")
            for times in 1...4 {
                try await browser.press(.enter)
                try await page.asked(.captureFingers, times: times)
                try await browser.wait(for: "body:not([data-busy])")
            }
            try await browser.press(.enter)
            try await page.step("consent")
            try await browser.press(.f2)
            try await browser.wait(for: ".answer[data-agreed=true]")
            try await browser.press(.enter)
            try await page.step("signature")
            try await browser.press(.enter)
            try await browser.wait(for: ".sealed")
            let keys = try await browser.script("return count") as? Int ?? 0
            let own = 10
            print("an ordinary enrollment: \(keys - own) keys beside the \(own) of the citizen's phone number")
            #expect(keys > own && keys - own < 40)
        }
    }

    @Test("what a scanner types is told from typing wherever the focus is, and stays in no field")
    func wedge() async throws {
        try await CounterPage.with("vi") { page in
            let browser = page.browser
            try await page.signIn()
            try await browser.type("1")
            try await page.step("card")
            try await browser.type("12")
            try await Task.sleep(for: .milliseconds(200))
            page.counter.fail(.readCard, "no-card")
            try await browser.scan(code)
            try await page.asked(.scan)
            #expect(page.counter.actions.first { $0.name == .scan }?.text("text") == code)
            try await browser.wait(for: ".failure")
            for _ in 0..<2 { try await browser.press(.f9) }
            #expect(try await browser.value("#can") == "", "the scan takes the place of what was typed")

            // On another field, in the middle of typing.
            try await browser.type("000042", pause: 120)
            try await browser.press(.enter)
            try await browser.wait(for: ".verdict")
            try await browser.press(.enter)
            try await page.step("fields")
            try await browser.type("0912")
            try await Task.sleep(for: .milliseconds(200))
            try await browser.scan(zone.joined(separator: "\n"))
            try await page.asked(.scan, times: 2)
            #expect(page.counter.actions.last { $0.name == .scan }?.text("text") == zone.joined(separator: "\n"))
            try await page.step("fields")
            #expect(try await browser.value("#field-phone") == "0912")
            // Digits that are typed fast are no scan, however fast.
            try await browser.type("345678")
            #expect(try await browser.value("#field-phone") == "0912345678")
            #expect(page.counter.actions.count { $0.name == .scan } == 2)
        }
    }

    @Test("a scan begins nothing by its digits on the first page")
    func wedgeAtHome() async throws {
        try await CounterPage.with("vi") { page in
            try await page.signIn()
            page.counter.fail(.scan, "session-not-open")
            try await page.browser.scan("158000000042|111222333|Nguyễn Văn Tý|26101958|Nam|Xã Không Có|02092021")
            try await page.browser.wait(for: ".failure[data-code=session-not-open]")
            #expect(!page.counter.actions.contains { $0.name == .begin })
        }
    }

    @Test("the lock costs nothing: the same field, with what was typed")
    func lock() async throws {
        try await CounterPage.with("en") { page in
            let browser = page.browser
            page.counter.state.withLock { $0.idleSeconds = 3600 }
            try await page.signIn()
            try await browser.type("1")
            try await page.step("card")
            try await browser.type("000042")
            try await browser.press(.enter)
            try await browser.wait(for: ".verdict")
            try await browser.press(.enter)
            try await page.step("fields")
            try await browser.type("0912345678")
            try await browser.press(.enter)
            try await browser.type("somebody@exa")
            #expect(try await browser.focus() == "field-email")
            // Nobody is there for longer than the station allows.
            try await browser.script(
                "const now = performance.now.bind(performance); performance.now = () => now() + 3700000")
            try await page.screen("locked")
            #expect(try await browser.text("main")?.contains("0912345678") == false)
            #expect(page.counter.actions.last { $0.name == .fields }?.table("values")?["email"] == "somebody@exa")
            try await browser.type("wrong")
            try await browser.press(.enter)
            try await browser.wait(for: ".failure[data-code=officer-or-password-wrong]")
            try await browser.script("document.getElementById('password').select()")
            try await browser.type(ScriptedCounter.password)
            try await browser.press(.enter)
            try await page.step("fields")
            #expect(try await browser.focus() == "field-email")
            #expect(try await browser.value("#field-email") == "somebody@exa")
            #expect(try await browser.value("#field-phone") == "0912345678")
        }
    }

    @Test("another language is one key, and keeps what was typed")
    func language() async throws {
        try await CounterPage.with("vi") { page in
            let browser = page.browser
            try await page.signIn()
            try await browser.type("1")
            try await page.step("card")
            try await browser.type("123")
            try await browser.press(.f9)
            try await browser.wait(for: "html[lang=en]")
            #expect(try await browser.text("h1")?.hasPrefix("Read the card") == true)
            #expect(try await browser.value("#can") == "123")
            #expect(try await browser.focus() == "can")
        }
    }

    @Test("an enrollment that is put aside is gone on with where it stood")
    func draft() async throws {
        try await CounterPage.with("en") { page in
            let browser = page.browser
            try await page.signIn()
            try await browser.type("1")
            try await page.step("card")
            try await browser.type("000042")
            try await browser.press(.enter)
            try await browser.wait(for: ".verdict")
            try await browser.press(.enter)
            try await page.step("fields")
            try await browser.press(.escape)
            try await page.screen("home")
            try await page.look("home-draft")
            for _ in 0..<7 { try await browser.press(.down) }
            try await browser.press(.enter)
            try await page.step("fields")
        }
    }

    @Test(
        "no camera, one that another program has, one that may not be used: the page says which",
        arguments: ["camera-missing", "camera-busy", "camera-denied"])
    func noCamera(code: String) async throws {
        try await CounterPage.with(
            "en", hasCamera: code != "camera-missing", camera: code == "camera-busy" ? "/no/such/picture.mjpeg" : nil,
            isCameraAllowed: code != "camera-denied"
        ) { page in
            try await page.atPortrait()
            try await page.browser.wait(for: ".failure[data-code=\(code)]")
            try await page.look(code)
        }
    }

    @Test("a poor portrait where the procedure takes none: it is taken again, and nobody can go on with it")
    func poorPortrait() async throws {
        try await CounterPage.with("en") { page in
            let browser = page.browser
            try await page.atPortrait()
            try await browser.wait(until: "document.querySelector('video')?.videoWidth > 0")
            try await browser.press(.f2)
            try await browser.wait(for: "body:not([data-busy]) .findings .failed")
            try await browser.press(.enter)
            try await browser.wait(for: ".failure[data-code=portrait-poor]")
            try await page.look("portrait-poor")
            #expect(!page.counter.actions.contains { $0.name == .portraitDecision })
        }
    }
}

extension CounterPage {
    /// Signed in, at the step of the portrait.
    fileprivate func atPortrait() async throws {
        try await signIn()
        counter.state.withLock { state in
            state.session = Samples.session(procedure: "level-2-account")
            state.session?.step = "portrait"
            state.screen = .session
        }
        counter.tell(DeskEvent("view", ""))
        try await step("portrait")
    }
}
