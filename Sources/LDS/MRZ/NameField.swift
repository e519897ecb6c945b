/// The name field of a zone, cut by the rules where the name is too long (Doc 9303-4, -5, -6, §4.2.3).
///
/// A cut field ends with a letter, which tells that it may have been cut, and keeps the beginning of the given names.
struct NameField: Sendable {
    let text: String

    init(_ content: MRZ.Content, length: Int) {
        let primary = Self.joined(content.primaryIdentifier)
        let secondary = Self.joined(content.secondaryIdentifier)
        if secondary.isEmpty {
            text = Self.cut(primary, length).filled(to: length)
            return
        }
        // Two fillers and one letter of the given names have their place at least.
        let front = primary.count + 2 + secondary.count > length ? String(primary.prefix(length - 3)) : primary
        let kept = front.trimmingFillers + "<<"
        text = (kept + Self.cut(secondary, length - kept.count)).filled(to: length)
    }

    private static func joined(_ name: String) -> String {
        name.uppercased().split(separator: " ").joined(separator: "<")
    }

    /// The front of a name, ending with a letter: where the cut would fall on a filler, the longest component before it
    /// gives a letter up for the next component's first.
    private static func cut(_ name: String, _ length: Int) -> String {
        guard name.count > length else { return name }
        let front = name.prefix(length)
        guard front.hasSuffix("<") else { return String(front) }
        var components = front.split(separator: "<").map(String.init)
        guard let longest = components.indices.max(by: { components[$0].count < components[$1].count }),
            components[longest].count > 1
        else { return String(front.dropLast()) }
        components[longest].removeLast()
        return components.joined(separator: "<") + "<" + name.dropFirst(length).prefix(1)
    }
}
