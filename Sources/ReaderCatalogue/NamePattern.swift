/// A pattern for readers' names, as PC/SC has them: `*` stands for any text, all else for itself, whatever its case.
package struct NamePattern: Sendable, Hashable {
    package let text: String
    private let parts: [[Character]]

    /// Longer than any name (MAX_READERNAME is 128).
    package static let longest = 160
    /// Each costs a walk over the name.
    private static let mostParts = 8

    /// nil for a pattern that is empty, too long, or fits every name.
    package init?(_ text: String) {
        let parts = text.lowercased().split(separator: "*", omittingEmptySubsequences: false).map(Array.init)
        guard text.utf8.count <= Self.longest, parts.count <= Self.mostParts, parts.contains(where: { !$0.isEmpty })
        else { return nil }
        self.text = text
        self.parts = parts
    }

    /// Whether the whole name is as the pattern says.
    package func fits(_ name: String) -> Bool {
        var rest = Array(name.lowercased())[...]
        guard let first = parts.first, let last = parts.last, rest.starts(with: first) else { return false }
        guard parts.count > 1 else { return rest.count == first.count }
        rest = rest.dropFirst(first.count)
        // The earliest place of each is as good as any other.
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let place = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
            rest = rest[(place + part.count)...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}

extension NamePattern {
    /// The pattern for readers of the kind that has this name: without the numbers that PC/SC puts at the end, and without
    /// the serial number in parentheses before them, which is of one reader alone.
    package init?(kindOf name: String) {
        var name = name[...]
        if let numbers = name.firstMatch(of: /( [0-9A-Fa-f]{2}){2}$/) { name = name[..<numbers.range.lowerBound] }
        if let serial = name.firstMatch(of: /\ \([^()]*\)$/) { name = name[..<serial.range.lowerBound] }
        var readable = ""
        for scalar in name.unicodeScalars {
            readable.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? "*" : scalar)
        }
        self.init(readable + "*")
    }
}
