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
        guard yaml.utf8.count <= Self.largestFile else { throw Self.malformed(whole, nil, "larger than 256 KiB") }
        if let line = Self.lineOfAnchor(in: yaml) {
            throw Self.malformed(whole, line, "anchors and aliases are not taken; write the text again")
        }
        let node: Node?
        do { node = try Yams.compose(yaml: yaml) } catch let error as YamlError {
            let (line, problem) = Self.told(error)
            throw Self.malformed(whole, line, problem)
        } catch { throw Self.malformed(whole, nil, "\(error)") }
        guard let node else { throw Self.malformed(whole, nil, "empty") }
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

    /// The line of an error of YAML itself, and what is wrong there.
    private static func told(_ error: YamlError) -> (line: Int?, problem: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, "this is no YAML: \(problem)")
        case .duplicatedKeysInMapping(let names, let context):
            (context.mark.line, "“\(names.first?.prefix(60) ?? "")” is there twice")
        default: (nil, "this is no YAML")
        }
    }

    /// An anchor is a `&` before a name. Without one there are no aliases, of which a few lines make billions of values.
    private static func lineOfAnchor(in yaml: String) -> Int? {
        func isName(_ octet: UInt8) -> Bool {
            switch octet {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
        var (line, isInWord, isAfterSign) = (1, false, false)
        for octet in yaml.utf8 {
            if isAfterSign, isName(octet) { return line }
            isAfterSign = octet == 0x26 && !isInWord
            isInWord = isName(octet) && octet != 0x2D
            if octet == 0x0A { line += 1 }
        }
        return nil
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
