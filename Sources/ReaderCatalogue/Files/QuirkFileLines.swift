import SmartCard

/// A file of quirks as lines, for changing a few of them and leaving the others, comments included, as they are.
struct QuirkFileLines {
    private var lines: [String]

    init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    var text: String { lines.joined(separator: "\n") }

    /// How far an entry's name is indented; nil where it does not begin a line.
    func indentation(of id: String) -> Int? { start(of: id).map { Self.indentation(lines[$0]) } }

    /// Writes the entry's value of the field, and its origin.
    mutating func set(_ field: ReaderQuirks.Field, of entry: QuirkEntry) {
        guard let value = entry.quirks.text(field), let start = start(of: entry.id) else { return }
        let inside = block(below: start)
        guard let first = inside.first(where: { !Self.isEmpty(lines[$0]) }) else { return }
        let indentation = Self.indentation(lines[first])
        put(field.rawValue, "\(field.rawValue): \(value)", into: inside, indentation, before: "origin")
        let origin = QuirkFile.originLine(field, entry.origins[field] ?? [])
        let changed = block(below: start)
        if let line = line("origin", in: changed, indentation) {
            let below = block(below: line)
            let inner = below.first { !Self.isEmpty(lines[$0]) }.map { Self.indentation(lines[$0]) }
            put(field.rawValue, origin, into: below, inner ?? indentation + 2, before: nil)
        } else {
            let spaces = String(repeating: " ", count: indentation)
            lines.insert(contentsOf: ["\(spaces)origin:", "\(spaces)  \(origin)"], at: changed.upperBound)
        }
    }

    /// Puts a line in the place of the one that has the key, and of what belongs to it; or before another key's, or last.
    private mutating func put(
        _ key: String, _ text: String, into range: Range<Int>, _ indentation: Int, before other: String?
    ) {
        let line = String(repeating: " ", count: indentation) + text
        if let old = self.line(key, in: range, indentation) {
            let comment = Self.comment(of: lines[old]).map { " \($0)" } ?? ""
            let range = old..<block(below: old).upperBound
            // What somebody wrote between the items of a list that goes.
            let notes = lines[range].dropFirst().filter { $0.drop { $0 == " " }.hasPrefix("#") }
            lines.replaceSubrange(range, with: [line + comment] + notes)
        } else {
            let place = other.flatMap { self.line($0, in: range, indentation) } ?? range.upperBound
            lines.insert(line, at: place)
        }
    }

    /// The line that begins an entry: of all with that key the one that is indented least.
    private func start(of id: String) -> Int? {
        lines.indices.filter { Self.key(lines[$0]) == id && Self.indentation(lines[$0]) > 0 }
            .min { Self.indentation(lines[$0]) < Self.indentation(lines[$1]) }
    }

    private func line(_ key: String, in range: Range<Int>, _ indentation: Int) -> Int? {
        range.first { Self.key(lines[$0]) == key && Self.indentation(lines[$0]) == indentation }
    }

    /// The lines below one that are indented more, without the comments and empty lines behind the last of them. A list may
    /// be indented as its key is.
    private func block(below start: Int) -> Range<Int> {
        let indentation = Self.indentation(lines[start])
        var end = start + 1
        for index in lines.indices.dropFirst(start + 1) where !Self.isEmpty(lines[index]) {
            let own = Self.indentation(lines[index])
            let isItem = own == indentation && lines[index].drop { $0 == " " }.hasPrefix("- ")
            guard own > indentation || isItem else { break }
            end = index + 1
        }
        return start + 1..<end
    }

    private static func isEmpty(_ line: String) -> Bool {
        let text = line.drop { $0 == " " }
        return text.isEmpty || text.hasPrefix("#")
    }

    private static func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }

    /// The key with which a line begins; nil for others.
    private static func key(_ line: String) -> String? {
        guard !isEmpty(line), let end = line.firstIndex(of: ":") else { return nil }
        return line[..<end].trimmingPrefix { $0 == " " || $0 == "\"" || $0 == "'" }
            .split(separator: " ").first.map { String($0.prefix { $0 != "\"" && $0 != "'" }) }
    }

    /// A comment behind a value. In quotation marks nothing is one; where it is in doubt, there is none.
    private static func comment(of line: String) -> String? {
        guard let place = line.firstRange(of: " #")?.lowerBound, !line[place...].contains("\""),
            !line[place...].contains("'")
        else { return nil }
        return String(line[place...].dropFirst())
    }
}
