/// What a log says by stable codes, and nothing else of it: no line of a log can be trusted to be free of personal data, and
/// a code that we know is.
package enum CodedLog {
    /// The codes of one line.
    package struct Entry: Sendable, Hashable, Encodable {
        /// `2026-11-27T09:14:03`, where the line begins so.
        package let time: String?
        package let codes: [String]
    }

    /// The newest entries are kept.
    package static let mostEntries = 200

    /// - Parameters:
    ///   - log: its lines.
    ///   - known: the codes that are told.
    package static func entries(of log: String, known: Set<String>) -> [Entry] {
        var entries: [Entry] = []
        for line in log.split(whereSeparator: \.isNewline) {
            let codes = line.prefix(4096).split { !isOfCode($0) }.map(String.init).filter { known.contains($0) }
            guard !codes.isEmpty else { continue }
            entries.append(
                Entry(
                    time: time(of: line),
                    codes: codes.reduce(into: []) { all, code in
                        if !all.contains(code) { all.append(code) }
                    }))
        }
        return Array(entries.suffix(mostEntries))
    }

    private static func isOfCode(_ character: Character) -> Bool {
        character.isASCII && (character.isLowercase || character.isNumber || character == "-")
    }

    private static func time(of line: Substring) -> String? {
        line.prefixMatch(of: /2[01][0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]/)
            .map { String($0.0) }
    }
}
