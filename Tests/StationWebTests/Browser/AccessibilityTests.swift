import Browser
import StationWeb
import Testing

/// The rules of accessibility themselves: each can fail.
@Suite("The rules of accessibility", .serialized)
struct AccessibilityTests {
    /// What breaks a rule, as a change of a page that breaks none.
    static let changes: KeyValuePairs<String, String> = [
        "contrast": "document.querySelector('label').style.color = '#9a9a9a'",
        "name": "document.querySelector('#keys button').textContent = ''",
        "label": "document.querySelector('label').remove()",
        "language": "document.documentElement.lang = ''",
        "heading": "document.querySelector('h1').outerHTML = '<h3>x</h3>'",
        "target":
            "Object.assign(document.querySelector('#keys button').style, { minHeight: '0', height: '12px', padding: '0' })",
        "order": "document.querySelector('#password').tabIndex = 3",
        "identifier":
            "document.querySelector('main').append(Object.assign(document.createElement('i'), { id: 'password' }))",
        "picture": "document.querySelector('main').append(new Image())",
        "landmark":
            "document.body.append(Object.assign(document.createElement('button'), { textContent: 'outside the page' }))",
    ]

    @Test("every rule finds what breaks it, and only that")
    func breaches() async throws {
        #expect(Set(Self.changes.map(\.key)) == Set(Browser.rules))
        try await CounterPage.with("en") { page in
            for (rule, change) in Self.changes {
                try await page.browser.script("location.reload()")
                try await page.screen("sign-in")
                #expect(try await page.browser.breaches() == [])
                try await page.browser.script(change)
                let found = try await page.browser.breaches().map(\.rule)
                #expect(found.contains(rule), "\(rule): \(found)")
                #expect(found.allSatisfy { $0 == rule || (rule == "heading" && $0 == "heading") }, "\(rule): \(found)")
            }
        }
    }
}
