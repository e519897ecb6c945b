package import SmartCard

extension QuirkFile {
    /// A file after something was measured.
    package struct Merge: Sendable, Hashable {
        package let text: String
        package let entry: QuirkEntry
        /// What is new in it; empty where the file knew all of it, and then the text is as it was.
        package let changed: [ReaderQuirks.Field]
    }

    /// The file's text with what was measured of a reader in its entry, or in a new one at the end. Comments, the order of
    /// entries and whatever is not about this stay as they are; the same measurement once more changes nothing.
    ///
    /// - Parameters:
    ///   - measurement: what a run measured of a reader.
    ///   - text: nil for a file that is not there yet.
    ///   - file: its name, for what is told of it.
    ///   - known: what is known of the reader elsewhere: a new entry hides that, and so begins with it.
    /// - Throws: for a file that cannot be used, and for one that is not written a key a line.
    package static func merging(
        _ measurement: QuirkMeasurement, into text: String?, file: String, known: QuirkEntry? = nil
    ) throws(QuirkFileError) -> Merge {
        let text = text.map { $0.hasSuffix("\n") || $0.isEmpty ? $0 : $0 + "\n" } ?? ""
        let isNew = text.allSatisfy(\.isWhitespace)
        let entries = isNew ? [] : try entries(parsing: text, file: file)
        guard let old = entries.first(where: { $0.fits(measurement.reader) }) else {
            let entry = try newEntry(measurement, known, besides: entries.map(\.id), file)
            let indentation = entries.first.flatMap { QuirkFileLines(text).indentation(of: $0.id) } ?? 2
            let lines = lines(of: entry, indentation: indentation)
            let merged = (isNew ? heading : text) + lines.joined(separator: "\n") + "\n"
            try check(merged, has: entries + [entry], file)
            return Merge(
                text: merged, entry: entry,
                changed: ReaderQuirks.Field.allCases.filter { measurement.quirks.text($0) != nil })
        }
        let (quirks, changed) = measurement.merged(into: old.quirks)
        let origins = old.origins.merging(changed.map { ($0, [measurement.origin]) }) { $1 }
        let entry = QuirkEntry(
            id: old.id, names: old.names, usb: old.usb, quirks: quirks, origins: origins, model: old.model)
        guard !changed.isEmpty else { return Merge(text: text, entry: entry, changed: []) }
        var lines = QuirkFileLines(text)
        for field in changed { lines.set(field, of: entry) }
        try check(lines.text, has: entries.map { $0.id == entry.id ? entry : $0 }, file)
        return Merge(text: lines.text, entry: entry, changed: changed)
    }

    private static func newEntry(
        _ measurement: QuirkMeasurement, _ known: QuirkEntry?, besides taken: [String], _ file: String
    ) throws(QuirkFileError) -> QuirkEntry {
        guard let pattern = NamePattern(kindOf: measurement.reader.name) else {
            throw QuirkFileError(file, nil, "no entry can be made of the name “\(measurement.reader.name.prefix(60))”")
        }
        let (quirks, changed) = measurement.merged(into: known?.quirks ?? ReaderQuirks())
        let origins = (known?.origins ?? [:]).merging(changed.map { ($0, [measurement.origin]) }) { $1 }
        let id = identifier(for: known?.id ?? String(pattern.text.dropLast()), besides: taken)
        return QuirkEntry(
            id: id, names: known?.names ?? [pattern], usb: known?.usb ?? (measurement.reader.usb.map { [$0] } ?? []),
            quirks: quirks, origins: origins, model: known?.model)
    }

    /// What was written must read as it was meant.
    private static func check(_ text: String, has expected: [QuirkEntry], _ file: String) throws(QuirkFileError) {
        let read = try? entries(parsing: text, file: file)
        guard read == expected else {
            throw QuirkFileError(
                file, nil, "it is not written a key a line, so nothing can be put into it by a program")
        }
    }
}
