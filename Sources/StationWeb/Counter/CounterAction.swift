/// Something that an officer does on the counter's page.
///
/// In JSON `{"do": NAME, …arguments…}`. The body is bounded before it is parsed, and its depth while it is.
package struct CounterAction: Sendable, Hashable {
    package let name: Name
    package let arguments: [String: Argument]

    package init(_ name: Name, _ arguments: [String: Argument] = [:]) {
        self.name = name
        self.arguments = arguments
    }

    /// An argument that is text; nil where it is absent or of another kind.
    package func text(_ argument: String) -> String? { arguments[argument]?.text }

    /// An argument that is yes or no.
    package func flag(_ argument: String) -> Bool? { arguments[argument]?.flag }

    /// An argument that is a list of texts; nil where one of its parts is no text.
    package func texts(_ argument: String) -> [String]? {
        guard case .list(let parts) = arguments[argument] else { return nil }
        let texts = parts.compactMap(\.text)
        return texts.count == parts.count ? texts : nil
    }

    /// An argument that is texts by name; nil where one of them is no text.
    package func table(_ argument: String) -> [String: String]? {
        guard case .table(let parts) = arguments[argument] else { return nil }
        let texts = parts.compactMapValues(\.text)
        return texts.count == parts.count ? texts : nil
    }
}

extension CounterAction: Decodable {
    private static let nameKey = "do"

    package init(from decoder: any Decoder) throws {
        var members = try [String: Argument](from: decoder)
        guard let text = members.removeValue(forKey: Self.nameKey)?.text, let name = Name(rawValue: text) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no action of the counter"))
        }
        self.init(name, members)
    }
}
