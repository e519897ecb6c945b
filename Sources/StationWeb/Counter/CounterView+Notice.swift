extension CounterView {
    /// A sign that this citizen or phone is known already.
    package struct Duplicate: Sendable, Encodable {
        package var code: String
        package var text: Texts

        package init(
            code: String, text: Texts
        ) {
            self.code = code
            self.text = text
        }
    }
}

extension CounterView {
    /// Who must approve.
    package struct ApprovalNeed: Sendable, Encodable {
        /// The least role: `supervisor`.
        package var by: String
        /// Here and now; else at the end of the day.
        package var atOnce: Bool
        /// The officer who did.
        package var approvedBy: String?

        package init(
            by: String, atOnce: Bool, approvedBy: String? = nil
        ) {
            self.by = by
            self.atOnce = atOnce
            self.approvedBy = approvedBy
        }
    }
}

extension CounterView {
    /// Something that is open before the record can be sealed.
    package struct Missing: Sendable, Encodable {
        package var step: String
        package var text: Texts

        package init(
            step: String, text: Texts
        ) {
            self.step = step
            self.text = text
        }
    }
}

extension CounterView {
    /// The record that was made.
    package struct Sealed: Sendable, Encodable {
        package var record: String
        /// Its number at this station.
        package var sequence: Int

        package init(
            record: String, sequence: Int
        ) {
            self.record = record
            self.sequence = sequence
        }
    }
}
