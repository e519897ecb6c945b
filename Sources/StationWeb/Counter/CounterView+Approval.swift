extension CounterView {
    /// A record that waits for approval.
    package struct Approval: Sendable, Encodable {
        package var record: String
        package var procedure: Texts
        /// ISO 8601.
        package var time: String
        /// Who enrolled.
        package var officer: String
        package var rows: [Row]
        /// The chip's.
        package var portrait: String?
        package var livePortrait: String?
        /// The least role that may approve.
        package var needs: String

        package init(
            record: String, procedure: Texts, time: String, officer: String, rows: [Row] = [],
            portrait: String? = nil, livePortrait: String? = nil, needs: String
        ) {
            self.record = record
            self.procedure = procedure
            self.time = time
            self.officer = officer
            self.rows = rows
            self.portrait = portrait
            self.livePortrait = livePortrait
            self.needs = needs
        }
    }
}
