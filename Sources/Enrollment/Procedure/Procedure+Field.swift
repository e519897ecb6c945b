extension Procedure {
    /// Something that the officer asks and types.
    package struct Field: Sendable, Hashable {
        package let type: FieldType
        package let required: Bool
        /// A regular expression that the whole text must match, each line of it in a list: `FieldPattern`.
        package let pattern: String?
        package let label: Texts
        package let hint: Texts?
        /// Of a field of type `choice`, and of no other.
        package let choices: [Choice]
        /// The field is asked only where another field has this value; nil: always.
        package let when: FieldCondition?
        /// In characters, each line's of a list.
        package let maximumLength: Int
    }

    package enum FieldType: String, Sendable, CaseIterable {
        /// One line.
        case text
        /// Digits, with a plus sign before them where the number is international.
        case phone
        case email
        /// The value of one of ``Field/choices``.
        case choice
        /// dd/MM/yyyy, as on the card.
        case date
        /// Digits.
        case number
        /// Up to ``largestList`` lines.
        case list
    }

    package struct Choice: Sendable, Hashable {
        package let value: String
        package let label: Texts
    }

    package struct FieldCondition: Sendable, Hashable {
        package let field: String
        package let value: String
    }

    /// Lines of a field of type `list`.
    package static let largestList = 20
}
