extension CounterView {
    /// A paper that the officer looks at.
    package struct Document: Sendable, Encodable {
        package var id: String
        package var title: Texts
        package var required: Bool
        /// Its number.
        package var value: String
        package var problem: Texts?

        package init(
            id: String, title: Texts, required: Bool, value: String = "", problem: Texts? = nil
        ) {
            self.id = id
            self.title = title
            self.required = required
            self.value = value
            self.problem = problem
        }
    }
}
