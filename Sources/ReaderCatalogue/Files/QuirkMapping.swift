import Yams

/// A mapping of a file of quirks, read key by key. Every error names its line.
struct QuirkMapping {
    let file: String
    private let line: Int?
    let values: [(key: String, line: Int?, node: Node)]

    /// - Parameters:
    ///   - keys: which may be there; nil where they are names that the author chose.
    ///   - name: where this is, for a message.
    init(
        _ node: Node, in file: String, allowing keys: [String]?, of name: String? = nil
    ) throws(QuirkFileError) {
        let line = node.mark?.line
        guard let mapping = node.mapping else {
            throw QuirkFileError(file, line, "\(name.map { "\($0): " } ?? "")a mapping of keys to values is due")
        }
        guard mapping.count <= QuirkFile.mostEntries else {
            throw QuirkFileError(file, line, "more than \(QuirkFile.mostEntries) keys")
        }
        var values: [(key: String, line: Int?, node: Node)] = []
        for (key, value) in mapping {
            guard let text = key.scalar?.string else { throw QuirkFileError(file, line, "a key that is no text") }
            if let keys, !keys.contains(text) {
                let place = name.map { " in \($0)" } ?? ""
                throw QuirkFileError(
                    file, key.mark?.line,
                    "unknown key “\(text.prefix(60))”\(place); known are \(keys.joined(separator: ", "))")
            }
            values.append((text, key.mark?.line, value))
        }
        (self.file, self.line, self.values) = (file, line, values)
    }

    func node(_ key: String) throws(QuirkFileError) -> Node {
        guard let value = values.first(where: { $0.key == key }) else {
            throw QuirkFileError(file, line, "“\(key)” is missing")
        }
        return value.node
    }

    /// A text, where the key is there.
    func text(_ key: String) throws(QuirkFileError) -> String? {
        guard let node = values.first(where: { $0.key == key })?.node else { return nil }
        return try text(node, key)
    }

    /// A text or several; none where the key is not there.
    func texts(_ key: String) throws(QuirkFileError) -> [String] {
        guard let node = values.first(where: { $0.key == key })?.node else { return [] }
        guard let sequence = node.sequence else { return [try text(node, key)] }
        guard (1...QuirkFile.mostTexts).contains(sequence.count) else {
            throw error(key, "\(key) has 1 to \(QuirkFile.mostTexts) texts")
        }
        var texts: [String] = []
        for node in sequence { texts.append(try text(node, key)) }
        return texts
    }

    private func text(_ node: Node, _ key: String) throws(QuirkFileError) -> String {
        guard let text = node.scalar?.string else { throw error(key, "\(key): a text is due") }
        guard !text.allSatisfy(\.isWhitespace), text.utf8.count <= QuirkFile.longestText,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { throw error(key, "\(key): a line of up to \(QuirkFile.longestText) bytes is due") }
        return text
    }

    /// What is wrong with a key's value, or with the mapping itself.
    func error(_ key: String?, _ what: String) -> QuirkFileError {
        QuirkFileError(file, values.first { $0.key == key }?.line ?? line, what)
    }
}
