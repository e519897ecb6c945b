extension CounterView {
    /// Why a supervisor sent a case back. Shown until it is signed anew.
    package struct Rejection: Sendable, Encodable {
        /// Who did.
        package var officer: String
        /// Codes.
        package var reasons: [String]
        /// In the supervisor's own words.
        package var text: String?

        package init(officer: String, reasons: [String], text: String? = nil) {
            self.officer = officer
            self.reasons = reasons
            self.text = text
        }
    }
}
