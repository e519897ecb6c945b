extension CounterView {
    /// An enrollment that was begun and put aside.
    package struct Draft: Sendable, Encodable {
        package var id: String
        /// The procedure's title.
        package var procedure: Texts
        /// The title of the step where it stands.
        package var step: Texts
        /// ISO 8601.
        package var began: String
        /// The holder's name, where the card was read already.
        package var person: String?
        /// Whether a supervisor sent it back.
        package var isRejected: Bool
        /// Since it was begun.
        package var hours: Int
        /// How many hours its procedure keeps a draft; nil where the procedure is not here any more.
        package var limit: Int?

        package init(
            id: String, procedure: Texts, step: Texts, began: String, person: String? = nil, isRejected: Bool = false,
            hours: Int = 0, limit: Int? = nil
        ) {
            self.id = id
            self.procedure = procedure
            self.step = step
            self.began = began
            self.person = person
            self.isRejected = isRejected
            self.hours = hours
            self.limit = limit
        }
    }
}
