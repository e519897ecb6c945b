/// What somebody probably meant who misspelt a name.
enum Suggestion {
    /// No name that is looked for is longer.
    private static let longest = 64

    /// The known name that a few slips of the hand make of this one; nil where none is near. Case, `_` and hyphens are no
    /// difference.
    static func nearest(to name: String, among known: [String]) -> String? {
        let given = folded(name)
        guard !given.isEmpty, given.count <= longest else { return nil }
        let ranked = known.map { (name: $0, distance: distance(given, folded($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= (given.count + 2) / 3 else {
            return nil
        }
        return best.name
    }

    private static func folded(_ name: String) -> [UInt8] {
        name.prefix(longest + 1).lowercased().utf8.filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x20 }
    }

    /// How many letters must be put in, taken out or changed (Levenshtein).
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (line, letter) in one.enumerated() {
            var (diagonal, next) = (row[0], [line + 1])
            for (column, candidate) in other.enumerated() {
                next.append(
                    min(row[column + 1] + 1, next[column] + 1, diagonal + (letter == candidate ? 0 : 1)))
                diagonal = row[column + 1]
            }
            row = next
        }
        return row[other.count]
    }
}
