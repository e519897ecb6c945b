import Browser
import Testing

/// What an officer does at the pages of a case, with the keys that the guide names.
extension Counter {
    /// Types a card's digits as a person does, and waits for what comes.
    func read(_ can: String, until selector: String) async throws {
        try await browser.wait(for: ".desk[data-state=card]")
        if try await !browser.exists("#can") {
            try await browser.press(.enter)
            try await browser.wait(for: "#can")
        }
        try await browser.type(can, pause: 90)
        try await browser.press(.enter)
        try await browser.wait(for: "body:not([data-busy]) \(selector)", seconds: 60)
    }

    /// From the details to the signature, where every procedure has the same pages.
    func fill(from fields: String = "contact", typing text: String) async throws {
        try await step(fields)
        try await browser.type(text)
        while try await browser.exists("body[data-step=\(fields)]") {
            try await browser.press(.enter)
            try await answered()
        }
        try await portrait()
        try await browser.press(.enter)
        try await fingers()
        try await browser.press(.enter)
        try await step("consent")
        try await browser.press(.f2)
        try await browser.wait(for: ".answer[data-agreed=true]")
        try await browser.press(.enter)
        try await step("signature")
    }

    /// Takes the portrait; whether it is the same person is still to be said.
    func portrait() async throws {
        try await step("portrait")
        try await browser.wait(until: "document.querySelector('video')?.videoWidth > 0")
        try await browser.press(.f2)
        try await browser.wait(for: "body:not([data-busy]) .findings li", seconds: 60)
    }

    /// Captures the three groups of fingers.
    func fingers() async throws {
        try await step("fingerprints")
        for _ in 0..<3 {
            try await browser.press(.f2)
            try await answered()
        }
        try await browser.wait(for: "#keys .main[data-key=Enter]")
    }

    /// Goes back through the steps.
    func goBack(to id: String) async throws {
        for _ in 0..<16 where try await !browser.exists("body[data-step=\(id)]:not([data-busy])") {
            try await browser.press(.f8)
            try await answered()
        }
        try await step(id)
    }

    /// The card leaves the reader, and the page has seen it.
    func take(_ card: RunningProgram) async throws {
        card.kill()
        _ = await card.outcome(within: .seconds(10))
        try await browser.wait(for: ".desk[data-state=no-card]")
    }

    /// A card is laid down, and the page has seen it.
    @discardableResult
    func lay(_ card: Demo.Card, _ options: [String] = []) async throws -> RunningProgram {
        let laid = try await rig.insertCard([card.card] + options, says: "inserted")
        try await browser.wait(for: ".desk[data-state=card]")
        return laid
    }

    /// Goes on through steps that are done.
    func goOn(to id: String) async throws {
        for _ in 0..<16 where try await !browser.exists("body[data-step=\(id)]:not([data-busy])") {
            try await browser.press(.enter)
            try await answered()
        }
        try await step(id)
    }

    /// Keeps the page as a picture in both languages, and expects that no rule of accessibility is broken in either.
    func look(_ name: String) async throws {
        for language in ["vi", "en"] {
            try await browser.wait(for: "html[lang=\(language)]")
            try await browser.screenshot("counter-real-\(name).\(language)")
            #expect(try await browser.breaches() == [], "\(name), \(language)")
            try await browser.press(.f9)
        }
        try await browser.wait(for: "html[lang=vi]")
    }

    /// Another officer comes.
    func change(to officer: String) async throws {
        try await browser.press(.escape)
        try await screen("home")
        try await browser.press(.f12)
        try await screen("sign-in")
        try await signIn(as: officer)
    }
}
