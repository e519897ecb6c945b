extension CounterView {
    /// Something that is known of a person. What the chip said cannot be edited.
    package struct Row: Sendable, Encodable {
        package var id: String
        package var label: Texts
        package var value: String
        /// `chip`, `print` or `officer`.
        package var source: String
        /// The value in words, where it is a choice.
        package var words: Texts?

        package init(
            id: String, label: Texts, value: String, source: String, words: Texts? = nil
        ) {
            self.id = id
            self.label = label
            self.value = value
            self.source = source
            self.words = words
        }
    }
}

extension CounterView {
    /// A field in which the scanned text and the chip differ.
    package struct Difference: Sendable, Encodable {
        package var field: String
        package var label: Texts
        package var scanned: String
        package var chip: String

        package init(
            field: String, label: Texts, scanned: String, chip: String
        ) {
            self.field = field
            self.label = label
            self.scanned = scanned
            self.chip = chip
        }
    }
}
