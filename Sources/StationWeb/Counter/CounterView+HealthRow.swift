extension CounterView {
    /// One part of the station and its condition.
    package struct HealthRow: Sendable, Encodable {
        /// `reader`, `registry`, `trust`, `clock`, `disk`, `roster`, `fingers`, `camera`, …
        package var id: String
        /// `ok`, `warning` or `failed`.
        package var state: String
        package var title: Texts
        package var text: Texts
        package var remedy: Texts?

        package init(
            id: String, state: String, title: Texts, text: Texts, remedy: Texts? = nil
        ) {
            self.id = id
            self.state = state
            self.title = title
            self.text = text
            self.remedy = remedy
        }
    }
}
