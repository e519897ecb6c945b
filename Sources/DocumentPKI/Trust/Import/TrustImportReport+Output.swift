import SmartCard

/// A report as JSON shows it: every row.
extension TrustImportReport: Encodable {
    private enum Key: String, CodingKey { case changed, files }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(hasChanged, forKey: .changed)
        try container.encode(files, forKey: .files)
    }
}

extension TrustImportReport.File: Encodable {
    private enum Key: String, CodingKey { case name, kind, counts, rows }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(kind?.rawValue, forKey: .kind)
        try container.encode(Dictionary(rows.map { ($0.outcome.code, 1) }, uniquingKeysWith: +), forKey: .counts)
        try container.encode(rows, forKey: .rows)
    }
}

extension TrustImportReport.Row: Encodable {
    private enum Key: String, CodingKey { case kind, name, fingerprint, outcome, code, reason, flaws }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind.rawValue, forKey: .kind)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(fingerprint.map { Hex.string($0) }, forKey: .fingerprint)
        try container.encode(outcome.code, forKey: .outcome)
        try container.encodeIfPresent(refusal?.code.rawValue, forKey: .code)
        try container.encodeIfPresent(refusal?.sentence, forKey: .reason)
        try container.encode(flaws.map(\.rawValue).sorted(), forKey: .flaws)
    }
}

/// A report for people: counts, flaws, and what was refused and why.
extension TrustImportReport {
    private static let longest = 40

    package var lines: [String] {
        files.flatMap { file in
            let head = "\(file.name)\(file.kind.map { " (\($0.rawValue))" } ?? ""): \(Self.summary(file))"
            let refused = file.rows.filter { $0.refusal != nil }
            let told = refused.prefix(Self.longest).map { row in
                "  refused, \(row.refusal?.code.rawValue ?? ""): \(row.name.isEmpty ? row.kind.rawValue : row.name)"
                    + ": \(row.refusal?.sentence ?? "")"
            }
            let rest = refused.count - told.count
            return [head] + Self.flaws(file) + told + (rest > 0 ? ["  and \(rest) more refused; --json tells all"] : [])
        } + [hasChanged ? "the trust store has changed" : "nothing has changed"]
    }

    private static func summary(_ file: File) -> String {
        let words = [
            ("added", "added"), ("already-there", "already there"), ("withdrawn", "withdrawn"),
            ("already-gone", "already gone"), ("refused", "refused"),
        ]
        let parts = words.compactMap { code, word in
            let count = file.count(code)
            return count > 0 ? "\(count) \(word)" : nil
        }
        return parts.isEmpty ? "nothing in it" : parts.joined(separator: ", ")
    }

    private static func flaws(_ file: File) -> [String] {
        let flawed = file.rows.filter { $0.outcome == .added && !$0.flaws.isEmpty }
        guard !flawed.isEmpty else { return [] }
        let counts = Dictionary(flawed.flatMap(\.flaws).map { ($0.rawValue, 1) }, uniquingKeysWith: +)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        return ["  \(flawed.count) kept with flaws: \(counts.joined(separator: ", "))"]
    }
}
