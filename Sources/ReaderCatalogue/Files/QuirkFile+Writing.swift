import SmartCard

extension QuirkFile {
    /// What a new file begins with.
    static let heading = """
        # Readers that do otherwise than they say; drivers/reader-quirks/README.md tells the form.
        readers:

        """

    /// An entry as lines, in the order of the README's table, whatever made it.
    static func lines(of entry: QuirkEntry, indentation: Int) -> [String] {
        let (outer, inner) = (
            String(repeating: " ", count: indentation), String(repeating: " ", count: indentation + 2)
        )
        var lines = ["\(outer)\(entry.id):"]
        func add(_ key: String, _ texts: [String]) {
            guard let first = texts.first else { return }
            let list = "[" + texts.map(quoted).joined(separator: ", ") + "]"
            lines.append("\(inner)\(key): \(texts.count == 1 ? quoted(first) : list)")
        }
        add("name", entry.names.map(\.text))
        add("usb", entry.usb.map(\.description))
        add("model", entry.model.map { [$0] } ?? [])
        let fields = ReaderQuirks.Field.allCases.filter { entry.quirks.text($0) != nil }
        for field in fields { lines.append("\(inner)\(field.rawValue): \(entry.quirks.text(field) ?? "")") }
        if !fields.isEmpty { lines.append("\(inner)origin:") }
        for field in fields { lines.append("\(inner)  \(originLine(field, entry.origins[field] ?? []))") }
        return lines
    }

    static func originLine(_ field: ReaderQuirks.Field, _ texts: [String]) -> String {
        "\(field.rawValue): [\(texts.map(quoted).joined(separator: ", "))]"
    }

    /// A double-quoted scalar (YAML 1.2 §7.3.1). Texts here have no control characters.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// A name for a new entry: the reader's, in small letters and hyphens.
    static func identifier(for name: String, besides taken: [String]) -> String {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let base = words.isEmpty ? "reader" : String(words.joined(separator: "-").prefix(56))
        var (candidate, number) = (base, 1)
        while taken.contains(candidate) {
            number += 1
            candidate = "\(base)-\(number)"
        }
        return candidate
    }
}
