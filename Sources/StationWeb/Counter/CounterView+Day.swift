extension CounterView {
    /// The day in numbers, and what must be seen to before going home.
    package struct Day: Sendable, Encodable {
        /// ISO 8601, the station's day.
        package var date: String
        package var enrolled: Int
        package var approved: Int
        package var sent: Int
        package var waiting: Int
        package var rejected: Int
        package var refused: Int
        package var problems: [Texts]

        package init(
            date: String, enrolled: Int, approved: Int, sent: Int, waiting: Int, rejected: Int,
            refused: Int, problems: [Texts] = []
        ) {
            self.date = date
            self.enrolled = enrolled
            self.approved = approved
            self.sent = sent
            self.waiting = waiting
            self.rejected = rejected
            self.refused = refused
            self.problems = problems
        }
    }
}
