/// A JSON value of the kind that has one canonical form for us: no fractions, integers within ±(2⁵³ − 1) (RFC 7493 §2.2).
///
/// Bytes become a value once, by `init(parsing:)`, and a value becomes bytes by `canonical` (RFC 8785).
package enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The largest integer that every JSON reader keeps exact.
    package static let largestInteger = 9_007_199_254_740_991
}

extension JSONValue {
    /// The members of an object; nil for anything else.
    package var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

    /// The elements of an array; nil for anything else.
    package var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

    /// The text of a string; nil for anything else.
    package var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The number of an integer; nil for anything else.
    package var integer: Int? { if case .integer(let number) = self { number } else { nil } }

    /// The truth of a boolean; nil for anything else.
    package var boolean: Bool? { if case .boolean(let truth) = self { truth } else { nil } }

    /// The member of an object; nil if there is none or this is no object.
    package subscript(name: String) -> JSONValue? { object?[name] }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}
