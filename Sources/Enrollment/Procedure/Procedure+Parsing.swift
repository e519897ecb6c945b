import Yams

extension Procedure {
    /// Reads a procedure file. A key that is not known is refused: a misspelt rule must not silently be no rule.
    package init(parsing yaml: String, file: String) throws(EnrollmentError) {
        func malformed(_ what: String) -> EnrollmentError {
            EnrollmentError(.procedureMalformed, "procedure \(file): \(what)", fault: .authority)
        }
        guard yaml.utf8.count <= 256 * 1024 else { throw malformed("larger than 256 KiB") }
        do {
            guard let node = try Yams.compose(yaml: yaml) else { throw malformed("empty") }
            if let unknown = Self.unknownKey(in: node, known: Self.knownKeys) { throw malformed(unknown) }
            self = try YAMLDecoder().decode(Procedure.self, from: node)
        } catch let error as EnrollmentError {
            throw error
        } catch let error as DecodingError {
            throw malformed(Self.sentence(error))
        } catch {
            throw malformed("\(error)")
        }
        guard version >= 1, (0...150).contains(conditions.minimumAge) else {
            throw malformed("version is at least 1, minimumAge 0 to 150")
        }
        guard !consent.texts.isEmpty else { throw malformed("a consent without a text") }
        for (name, field) in fields where (try? Regex(field.pattern)) == nil {
            throw malformed("the pattern of field \(name) is no regular expression")
        }
    }

    /// Keys by their path; `*` stands for any name.
    private static let knownKeys: [String: Set<String>] = [
        "": ["id", "version", "form", "title", "conditions", "fields", "consent"],
        "conditions": ["minimumAge", "cardNotExpired", "chipAuthentication"],
        "fields.*": ["required", "pattern"],
        "consent": ["id", "version", "texts"],
    ]

    private static func unknownKey(in node: Node, known: [String: Set<String>], path: String = "") -> String? {
        guard let mapping = node.mapping else { return nil }
        for (key, value) in mapping {
            guard let name = key.string else { continue }
            if let allowed = known[path], !allowed.contains(name) {
                let place = key.mark.map { "line \($0.line): " } ?? ""
                return "\(place)unknown key “\(name)”" + (path.isEmpty ? "" : " in \(path)")
            }
            let inside = path == "fields" ? "fields.*" : path.isEmpty ? name : "\(path).\(name)"
            if let unknown = unknownKey(in: value, known: known, path: inside) { return unknown }
        }
        return nil
    }

    private static func sentence(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "“\(key.stringValue)” is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "“\(context.codingPath.map(\.stringValue).joined(separator: "."))” has the wrong form"
        @unknown default: "cannot be read"
        }
    }
}
