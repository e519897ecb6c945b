import Foundation

/// The operator's guide as its sentences, in their order: what a reader reads, without Markdown's signs.
struct Guide {
    struct Section {
        let title: String
        let sentences: [String]
    }

    let sections: [Section]

    /// Reads the guide of the repository.
    init() throws {
        let file = Workspace.root.appendingPathComponent("docs/operator-guide.md")
        self.init(parsing: try String(contentsOf: file, encoding: .utf8))
    }

    init(parsing text: String) {
        var found: [Section] = []
        var title = ""
        var blocks: [String] = []
        func end() {
            let sentences = blocks.flatMap(Self.sentences)
            if !sentences.isEmpty { found.append(Section(title: title, sentences: sentences)) }
            blocks = []
        }
        var isOpen = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let start = line.drop { $0 == " " }
            if start.hasPrefix("#") {
                end()
                title = start.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
                isOpen = false
            } else if start.isEmpty {
                isOpen = false
            } else if start.hasPrefix("|") {
                blocks += Self.cells(start)
                isOpen = false
            } else if let item = start.prefixMatch(of: /(- |[0-9]+\. )/) {
                blocks.append(String(start[item.range.upperBound...]))
                isOpen = true
            } else if isOpen {
                blocks[blocks.count - 1] += " " + start
            } else {
                blocks.append(String(start))
                isOpen = true
            }
        }
        end()
        sections = found
    }

    /// The cells of a table's row that are words; the line below its head is none, nor are lists of pictures.
    private static func cells(_ row: Substring) -> [String] {
        row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { cell in
            !cell.isEmpty && !cell.allSatisfy { $0 == "-" || $0 == ":" }
                && cell.wholeMatch(of: /`[a-z-]+`(, `[a-z-]+`)*/) == nil
        }
    }

    private static func sentences(_ block: String) -> [String] {
        var found: [String] = []
        var rest = Substring(block.filter { !"*`".contains($0) })
        while let end = rest.firstMatch(of: /[.?!] (?=\p{Lu}|[0-9])/) {
            found.append(String(rest[..<rest.index(after: end.range.lowerBound)]))
            rest = rest[end.range.upperBound...]
        }
        if !rest.isEmpty { found.append(String(rest)) }
        return found
    }
}
