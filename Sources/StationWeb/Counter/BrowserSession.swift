/// The browser that asks, for as long as it keeps its cookie: who signs in on one is not signed in on another.
package struct BrowserSession: Sendable, Hashable {
    /// Follows from the cookie and does not tell it; 64 hexadecimal digits.
    package let identifier: String

    package init(identifier: String) { self.identifier = identifier }
}
