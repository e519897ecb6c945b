extension CounterView {
    /// The officer who is signed in.
    package struct Officer: Sendable, Encodable {
        package var id: String
        package var name: String
        /// `officer`, `supervisor` or `administrator`.
        package var role: String

        package init(
            id: String, name: String, role: String
        ) {
            self.id = id
            self.name = name
            self.role = role
        }
    }
}
