/// A card reader that pcscd knows, and how it was when it was looked at.
package struct Reader: Sendable, Hashable {
    /// The name that pcscd gives it, with the number of the reader and the slot at the end.
    package let name: String
    /// The state of that moment.
    package let state: ReaderState

    package init(name: String, state: ReaderState) {
        self.name = name
        self.state = state
    }
}
