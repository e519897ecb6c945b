extension CounterView {
    /// A step of the path.
    package struct Step: Sendable, Encodable {
        package var id: String
        /// `card`, `papers`, `fields`, `portrait`, `fingerprints`, `consent`, `signature` or `approval`.
        package var kind: String
        package var title: Texts
        /// `done`, `current`, `open` or `skipped`.
        package var state: String

        package init(
            id: String, kind: String, title: Texts, state: String
        ) {
            self.id = id
            self.kind = kind
            self.title = title
            self.state = state
        }
    }
}

extension CounterView {
    /// Whose turn it is.
    package struct Person: Sendable, Encodable {
        /// `holder`, `guardian`.
        package var id: String
        package var title: Texts

        package init(
            id: String, title: Texts
        ) {
            self.id = id
            self.title = title
        }
    }
}
