import SmartCard
import Yams

/// A file of reader quirks; drivers/reader-quirks/README.md has its form. Files may come from anywhere: every bound is
/// checked, and what is not known is refused, so that a misspelt quirk is not silently none.
package enum QuirkFile {
    package static let largestFile = 64 * 1024
    static let mostEntries = 256
    static let longestText = 300
    static let mostTexts = 16

    /// The entries, as the file has them one after another.
    package static func entries(parsing yaml: String, file: String) throws(QuirkFileError) -> [QuirkEntry] {
        guard yaml.utf8.count <= largestFile else {
            throw QuirkFileError(file, nil, "larger than \(largestFile / 1024) KiB")
        }
        if let line = lineOfAnchor(in: yaml) {
            throw QuirkFileError(file, line, "anchors and aliases are not taken; write the text again")
        }
        let node: Node?
        do { node = try Yams.compose(yaml: yaml) } catch let error as YamlError {
            let (line, problem) = told(error)
            throw QuirkFileError(file, line, problem)
        } catch { throw QuirkFileError(file, nil, "\(error)") }
        guard let node else { throw QuirkFileError(file, nil, "empty") }
        let top = try QuirkMapping(node, in: file, allowing: ["readers"])
        let readers = try QuirkMapping(try top.node("readers"), in: file, allowing: nil)
        var entries: [QuirkEntry] = []
        for (id, line, node) in readers.values {
            guard isIdentifier(id) else {
                throw QuirkFileError(file, line, "“\(id.prefix(60))” is no name of an entry: a-z, 0-9 and hyphens")
            }
            entries.append(try entry(id, try QuirkMapping(node, in: file, allowing: entryKeys, of: id)))
        }
        return entries
    }

    /// What an entry may have beside quirks.
    package static let recognition = ["name", "usb", "model"]
    private static let entryKeys = recognition + ReaderQuirks.Field.allCases.map(\.rawValue) + ["origin"]

    private static func entry(_ id: String, _ mapping: QuirkMapping) throws(QuirkFileError) -> QuirkEntry {
        var names: [NamePattern] = []
        for text in try mapping.texts("name") {
            guard let pattern = NamePattern(text) else {
                throw mapping.error(
                    "name", "“\(text.prefix(60))” is no pattern: up to \(NamePattern.longest) bytes, not * alone")
            }
            names.append(pattern)
        }
        var numbers: [USBNumbers] = []
        for text in try mapping.texts("usb") {
            guard let usb = USBNumbers(parsing: text) else {
                throw mapping.error("usb", "“\(text.prefix(60))” is no pair of numbers like \"072f:2200\"")
            }
            numbers.append(usb)
        }
        guard !names.isEmpty || !numbers.isEmpty else {
            throw mapping.error(nil, "\(id) says of no reader that it is about it: name or usb is missing")
        }
        var quirks = ReaderQuirks()
        for field in ReaderQuirks.Field.allCases {
            guard let text = try mapping.text(field.rawValue) else { continue }
            guard quirks.set(field, to: text) else {
                throw mapping.error(field.rawValue, "“\(text.prefix(60))” is not \(field.formText)")
            }
        }
        return QuirkEntry(
            id: id, names: names, usb: numbers, quirks: quirks, origins: try origins(of: quirks, in: mapping),
            model: try mapping.text("model"))
    }

    /// A quirk without an origin is a rumour.
    private static func origins(
        of quirks: ReaderQuirks, in mapping: QuirkMapping
    ) throws(QuirkFileError) -> [ReaderQuirks.Field: [String]] {
        let fields = ReaderQuirks.Field.allCases.filter { quirks.text($0) != nil }
        guard !fields.isEmpty else { return [:] }
        let origin = try QuirkMapping(
            try mapping.node("origin"), in: mapping.file, allowing: fields.map(\.rawValue), of: "origin")
        var origins: [ReaderQuirks.Field: [String]] = [:]
        for field in fields {
            let texts = try origin.texts(field.rawValue)
            guard !texts.isEmpty else { throw origin.error(nil, "\(field.rawValue) has no origin") }
            origins[field] = texts
        }
        return origins
    }

    /// a-z, 0-9 and hyphens, up to 64.
    static func isIdentifier(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

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

    /// An anchor is a `&` at the beginning of a value. Without one there are no aliases, of which a few lines make billions
    /// of values.
    private static func lineOfAnchor(in yaml: String) -> Int? {
        let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where line.contains("&") {
            if line.contains(/(^|[\s\[{,?:-])&\S/) { return index + 1 }
        }
        return nil
    }
}
