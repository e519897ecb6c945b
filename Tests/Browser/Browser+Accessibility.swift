/// Rules of accessibility, looked for in the page as it is shown (WCAG 2.2, EN 301 549).
extension Browser {
    /// A breach of a rule.
    package struct Breach: Sendable, Hashable, CustomStringConvertible {
        /// `contrast`, `name`, `label`, `language`, `heading`, `target`, `order`, `identifier`, `picture`, `landmark`.
        package let rule: String
        package let element: String
        package var description: String { "\(rule): \(element)" }
    }

    /// Every rule's name.
    package static let rules = [
        "contrast", "name", "label", "language", "heading", "target", "order", "identifier", "picture", "landmark",
    ]

    /// What breaks a rule in the page that is shown.
    ///
    /// - Parameter target: the least side of what is touched, in CSS pixels: 24 of WCAG 2.2, or a kiosk's 44.
    package func breaches(target: Int = 24) async throws -> [Breach] {
        let found = try await script(
            String(decoding: PackageResources.accessibility_js, as: UTF8.self), [target])
        guard let list = found as? [[String]] else { throw BrowserError("the rules gave no answer: \(found)") }
        return list.map { Breach(rule: $0[0], element: $0[1]) }
    }
}
