extension CounterView {
    /// A field that the officer fills in.
    package struct Field: Sendable, Encodable {
        package var name: String
        /// `text`, `phone`, `email`, `choice`, `date`, `number` or `list`.
        package var type: String
        package var label: Texts
        package var hint: Texts?
        package var required: Bool
        package var value: String
        package var choices: [Choice]
        package var maximumLength: Int?
        /// What is wrong with the value.
        package var problem: Texts?

        package init(
            name: String, type: String, label: Texts, hint: Texts? = nil, required: Bool,
            value: String = "", choices: [Choice] = [], maximumLength: Int? = nil, problem: Texts? = nil
        ) {
            self.name = name
            self.type = type
            self.label = label
            self.hint = hint
            self.required = required
            self.value = value
            self.choices = choices
            self.maximumLength = maximumLength
            self.problem = problem
        }
    }
}

extension CounterView {
    /// One of the values of a field of the type `choice`.
    package struct Choice: Sendable, Encodable {
        package var value: String
        package var label: Texts

        package init(
            value: String, label: Texts
        ) {
            self.value = value
            self.label = label
        }
    }
}
