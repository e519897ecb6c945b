import Yams

/// A mapping of a procedure file, read key by key. Every error names its line and place.
struct ProcedureReader {
    let file: String
    /// Where in the file, `steps.card`; empty at the top.
    let place: String
    let line: Int?
    let values: [(key: String, line: Int?, node: Node)]

    private static let largestFile = 256 * 1024
    static let longestText = 4096
    /// Entries of one list or mapping. No procedure comes near.
    static let mostEntries = 256

    /// Reads a file as one mapping.
    init(yaml: String, file: String) throws(EnrollmentError) {
        let whole = (file: file, place: "")
        let node: Node
        do { node = try YAMLDocument.compose(yaml, atMost: Self.largestFile) } catch {
            throw Self.malformed(whole, error.line, error.problem)
        }
        try self.init(node, whole, .procedure)
    }

    /// - Parameter format: which keys may be there; nil where they are names that the author chose.
    init(
        _ node: Node, _ whole: (file: String, place: String), _ format: ProcedureFormat?
    ) throws(EnrollmentError) {
        (file, place, line) = (whole.file, whole.place, node.mark?.line)
        guard let mapping = node.mapping else {
            throw Self.malformed(whole, line, "a mapping of keys to values is due")
        }
        guard mapping.count <= Self.mostEntries else {
            throw Self.malformed(whole, line, "more than \(Self.mostEntries) keys")
        }
        var values: [(key: String, line: Int?, node: Node)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string else { throw Self.malformed(whole, line, "a key that is no text") }
            if let format, !format.keys.contains(name) {
                let inside = whole.place.isEmpty ? "" : " in \(whole.place)"
                throw Self.malformed((whole.file, ""), key.mark?.line, "unknown key “\(name.prefix(60))”\(inside)")
            }
            values.append((name, key.mark?.line, value))
        }
        self.values = values
    }
}

extension ProcedureReader {
    private static func malformed(
        _ whole: (file: String, place: String), _ line: Int?, _ what: String
    ) -> EnrollmentError {
        let place = (line.map { "line \($0): " } ?? "") + (whole.place.isEmpty ? "" : "\(whole.place): ")
        // A file can make a name, and so a message, as long as it likes.
        let sentence = "procedure \(whole.file): \(place)\(what)"
        return EnrollmentError(
            .procedureMalformed, sentence.count > 400 ? sentence.prefix(400) + "…" : sentence, fault: .authority)
    }

    /// What is wrong with the mapping itself.
    func malformed(_ what: String) -> EnrollmentError { Self.malformed((file, place), line, what) }

    /// What is wrong with a key's value.
    func malformed(_ key: String, _ what: String) -> EnrollmentError {
        Self.malformed((file, path(key)), values.first { $0.key == key }?.line ?? line, what)
    }

    func path(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

    func has(_ key: String) -> Bool { values.contains { $0.key == key } }

    func node(_ key: String) throws(EnrollmentError) -> Node {
        guard let value = values.first(where: { $0.key == key }) else {
            throw Self.malformed((file, place), line, "“\(key)” is missing")
        }
        return value.node
    }
}
