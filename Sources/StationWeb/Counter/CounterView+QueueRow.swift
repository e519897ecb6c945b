extension CounterView {
    /// A record and where it stands at the registry.
    package struct QueueRow: Sendable, Encodable {
        package var sequence: Int
        package var record: String
        package var procedure: Texts
        /// ISO 8601.
        package var time: String
        /// `waiting-approval`, `pending`, `delivered`, `refused` or `rejected`.
        package var state: String
        /// Why it is not delivered yet, or was refused.
        package var problem: Texts?
        /// Codes of a supervisor's rejection.
        package var reasons: [String]

        package init(
            sequence: Int, record: String, procedure: Texts, time: String, state: String,
            problem: Texts? = nil, reasons: [String] = []
        ) {
            self.sequence = sequence
            self.record = record
            self.procedure = procedure
            self.time = time
            self.state = state
            self.problem = problem
            self.reasons = reasons
        }
    }
}
