import LDS

extension Procedure {
    /// What is wrong with the officer's part, every field at once, in the file's order; empty where nothing is.
    ///
    /// - Parameter entry: values by the fields' names; a field that was left empty is not there.
    package func violations(of entry: [String: String]) -> [Violation] {
        var found = fieldOrder.compactMap { name in
            fields[name].flatMap { violation(of: entry[name], name, $0, entry) }
        }
        for name in entry.keys.sorted() where fields[name] == nil {
            let shown = name.prefix(60)
            found.append(
                Violation(
                    "field-\(shown)", field: name, en: "The procedure has no field \(shown).",
                    vi: "Thủ tục không có mục \(shown)."))
        }
        return found
    }

    /// Is the field asked, with these values of the others?
    package func isAsked(_ field: Field, with entry: [String: String]) -> Bool {
        field.when.map { entry[$0.field] == $0.value } ?? true
    }

    private func violation(
        of value: String?, _ name: String, _ field: Field, _ entry: [String: String]
    ) -> Violation? {
        let (en, vi) = (field.label["en"] ?? name, field.label["vi"] ?? name)
        guard isAsked(field, with: entry) else {
            guard value != nil else { return nil }
            return Violation(
                "field-\(name)", field: name, en: "\(en): leave it empty here.",
                vi: "\(vi): để trống trong trường hợp này."
            )
        }
        guard let value else {
            guard field.required else { return nil }
            return Violation(
                "field-\(name)", field: name, en: "\(en): it is required.", vi: "\(vi): bắt buộc phải có.")
        }
        guard !field.accepts(value) else { return nil }
        let hint = field.hint ?? [:]
        return Violation(
            "field-\(name)", field: name,
            en: "\(en): it does not have the right form." + (hint["en"].map { " \($0)" } ?? ""),
            vi: "\(vi): không đúng định dạng." + (hint["vi"].map { " \($0)" } ?? ""))
    }
}

extension Procedure.Field {
    /// Does a value have the field's form?
    package func accepts(_ value: String) -> Bool {
        guard value.utf8.count <= 16_384 else { return false }
        guard type == .list else { return acceptsLine(value) }
        let lines = value.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count <= Procedure.largestList && lines.allSatisfy { acceptsLine(String($0)) }
    }

    private func acceptsLine(_ line: String) -> Bool {
        guard !line.allSatisfy(\.isWhitespace), line.count <= maximumLength,
            !line.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return false }
        let hasForm =
            switch type {
            case .text, .list: true
            case .phone: isNumber(line.hasPrefix("+") ? line.dropFirst() : line[...], upTo: 15)
            case .email: line.split(separator: "@", omittingEmptySubsequences: false).map(\.isEmpty) == [false, false]
            case .choice: choices.contains { $0.value == line }
            case .date: CalendarDate(slashed: line) != nil
            case .number: isNumber(line[...], upTo: maximumLength)
            }
        return hasForm && (pattern.map { FieldPattern.matches(line, $0) } ?? true)
    }

    private func isNumber(_ text: Substring, upTo most: Int) -> Bool {
        (1...most).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
