extension CounterView {
    /// A procedure by its name.
    package struct Procedure: Sendable, Encodable {
        package var id: String
        package var version: Int
        /// The paper form that it stands for: `TK01`.
        package var form: String
        package var title: Texts

        package init(
            id: String, version: Int, form: String, title: Texts
        ) {
            self.id = id
            self.version = version
            self.form = form
            self.title = title
        }
    }
}
