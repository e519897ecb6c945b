import LDS
import Yams

extension CardProfile {
    /// Keys by their path. A key that is not known is refused: a misspelt quirk must not silently be none.
    package static let knownKeys: [String: Set<String>] = [
        "": Set(CodingKeys.allCases.map(\.rawValue) + ["based-on"]),
        "portrait": ["format", "headerWidth", "headerHeight"], "pace": ["protocol", "parameters"],
        "chip-authentication": ["protocol", "parameters", "explicit", "keyID"],
        "active-authentication": ["key", "trailer", "digest"], "stated-lengths": ["command", "response"],
        "behaviour": [
            "passwordTries", "lockedDataGroups", "longestResponse", "quirks", "faults", "weaknesses", "timing",
            "answerToReset",
        ],
        "behaviour.timing": ["exchange", "operation", "kilobits"],
    ]

    /// Reads a profile. What it does not say, the profile that `based-on` names says.
    ///
    /// Throws ``CardProfileError`` with the file's name and what is wrong in it.
    package init(parsing yaml: String, file: String) throws(CardProfileError) {
        guard yaml.utf8.count <= 64 * 1024 else { throw CardProfileError(file: file, "larger than 64 KiB") }
        do {
            self = try YAMLDecoder().decode(CardProfile.self, from: Self.node(yaml, file: file, depth: 0))
        } catch let error as CardProfileError { throw error } catch let error as DecodingError {
            throw CardProfileError(file: file, Self.sentence(error))
        } catch { throw CardProfileError(file: file, "\(error)") }
        try validate(file)
    }

    /// The file's mapping over that of its base.
    private static func node(_ yaml: String, file: String, depth: Int) throws -> Node {
        guard depth < 8 else { throw CardProfileError(file: file, "based on itself") }
        guard let node = try Yams.compose(yaml: yaml), let mapping = node.mapping else {
            throw CardProfileError(file: file, "it is no mapping of keys to values")
        }
        var rest = mostNodes
        if let unknown = unknownKey(in: node, path: "", &rest) { throw CardProfileError(file: file, unknown) }
        guard let base = mapping["based-on"]?.string else { return node }
        guard let text = library[base] else { throw CardProfileError(file: file, "there is no profile “\(base)”") }
        return merge(try self.node(text, file: base, depth: depth + 1), node)
    }

    /// Mappings are merged, anything else is replaced.
    private static func merge(_ base: Node, _ over: Node) -> Node {
        guard var result = base.mapping, let changes = over.mapping else { return over }
        for (key, value) in changes { result[key] = result[key].map { merge($0, value) } ?? value }
        return Node(result.map { ($0.key, $0.value) })
    }

    /// More than any profile has; aliases of aliases make billions of a few lines.
    private static let mostNodes = 2_000

    /// What is wrong with the keys; nil: nothing.
    private static func unknownKey(in node: Node, path: String, _ rest: inout Int) -> String? {
        rest -= 1
        guard rest > 0 else { return "more than \(mostNodes) values" }
        for item in node.sequence ?? [] { if let wrong = unknownKey(in: item, path: path, &rest) { return wrong } }
        for (key, value) in node.mapping ?? [:] {
            guard let name = key.string else { return "a key that is no text" }
            if let known = knownKeys[path], !known.contains(name) {
                return "unknown key “\(name)”" + (path.isEmpty ? "" : " in \(path)")
            }
            let inside = path.isEmpty ? name : "\(path).\(name)"
            if let wrong = unknownKey(in: value, path: inside, &rest) { return wrong }
        }
        return nil
    }

    private static func sentence(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "“\(key.stringValue)” is missing"
        case .dataCorrupted(let context) where context.underlyingError == nil: context.debugDescription
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "“\(context.codingPath.map(\.stringValue).joined(separator: "."))” has the wrong form"
        @unknown default: "cannot be read"
        }
    }
}

/// A profile that cannot be used, and why.
package struct CardProfileError: Error, CustomStringConvertible {
    package let file: String
    package let reason: String

    init(file: String, _ reason: String) {
        self.file = file
        // A file can make a key, and so a message, as long as it likes.
        self.reason = reason.count > 400 ? reason.prefix(400) + "…" : reason
    }

    package var description: String { "profile \(file): \(reason)" }
}
