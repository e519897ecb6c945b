import Foundation

/// The one page of today: check a card.
enum IndexPage {
    /// - Parameter token: hexadecimal digits, safe in an attribute.
    static func html(token: String, language: Messages.Language) -> String {
        let words = Messages.table(language)
        func word(_ key: String) -> String { escape(words[key] ?? key) }
        // The words for the script. `<` cannot occur raw, so that no text closes the element.
        let encoded = (try? JSONEncoder().encode(words)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        let other: Messages.Language = language == .vi ? .en : .vi
        return """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="station-token" content="\(token)">
            <title>\(word("title"))</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/app.css">
            <script type="application/json" id="words">\(encoded.replacing("<", with: "\\u003c"))</script>
            <script src="/app.js" defer></script>
            </head>
            <body>
            <header><h1>\(word("title"))</h1>
            <a href="/?lang=\(other.rawValue)" lang="\(other.rawValue)">\(word("other"))</a></header>
            <main>
            <p id="desk" class="desk" role="status" aria-live="polite">\(word("no-reader"))</p>
            <form id="form" autocomplete="off">
            <p>\(word("lead"))</p>
            <label for="can">\(word("can"))</label>
            <input id="can" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" required autofocus>
            <button id="read">\(word("read"))</button>
            </form>
            <div id="progress" class="progress" hidden><progress id="bar" max="100"></progress><span id="step"></span></div>
            <section id="result" class="result" hidden aria-live="polite">
            <h2 id="verdict"></h2>
            <div class="holder"><img id="portrait" alt="" hidden>
            <dl><dt>\(word("name"))</dt><dd id="name"></dd><dt>\(word("number"))</dt><dd id="number"></dd>
            <dt>\(word("document"))</dt><dd id="document"></dd><dt>\(word("birth"))</dt><dd id="birth"></dd></dl></div>
            <details><summary>\(word("checks"))</summary><ul id="checks"></ul></details>
            </section>
            <p id="failure" class="failure" role="alert" hidden></p>
            </main>
            </body>
            </html>
            """
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
