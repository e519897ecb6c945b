extension CounterView {
    /// One look at the portrait that was taken.
    package struct PortraitFinding: Sendable, Encodable {
        /// `size`, `sharpness`, `exposure`, `face`, `centred`, `one-face`.
        package var check: String
        /// nil: could not be looked at here.
        package var passed: Bool?
        package var sentence: Texts

        package init(
            check: String, passed: Bool?, sentence: Texts
        ) {
            self.check = check
            self.passed = passed
            self.sentence = sentence
        }
    }
}

extension CounterView {
    /// What a face matcher said, or why none was asked.
    package struct Comparison: Sendable, Encodable {
        package var text: Texts

        package init(
            text: Texts
        ) {
            self.text = text
        }
    }
}
