extension CounterView {
    /// A record and where it stands at the registry.
    package struct QueueRow: Sendable, Encodable {
        /// Its number at this station; none while it waits for approval.
        package var sequence: Int?
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
        /// What became of a delivered record at the registry: `verified`, `matched`, `approved`, `rejected`,
        /// `correction-wanted`, or what a newer registry says.
        package var outcome: String?
        /// The registry's own words for it.
        package var remark: String?
        /// How much of a record that waits the registry has.
        package var percent: Int?

        package init(
            sequence: Int?, record: String, procedure: Texts, time: String, state: String,
            problem: Texts? = nil, reasons: [String] = [], outcome: String? = nil, remark: String? = nil,
            percent: Int? = nil
        ) {
            self.sequence = sequence
            self.record = record
            self.procedure = procedure
            self.time = time
            self.state = state
            self.problem = problem
            self.reasons = reasons
            self.outcome = outcome
            self.remark = remark
            self.percent = percent
        }
    }
}
