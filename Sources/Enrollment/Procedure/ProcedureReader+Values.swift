import Yams

/// A key's value as what it must be.
extension ProcedureReader {
    func text(_ key: String) throws(EnrollmentError) -> String { try text(node(key), key) }

    func textIfPresent(_ key: String) throws(EnrollmentError) -> String? { has(key) ? try text(key) : nil }

    func text(_ node: Node, _ key: String) throws(EnrollmentError) -> String {
        guard let text = node.scalar?.string else { throw malformed(key, "has the wrong form: a text is due") }
        guard !text.allSatisfy(\.isWhitespace) else { throw malformed(key, "is empty") }
        guard text.utf8.count <= Self.longestText else { throw malformed(key, "is too long") }
        return text
    }

    /// A name that other parts of the file use: a-z, 0-9 and hyphens, a letter first, up to 64.
    func name(_ key: String) throws(EnrollmentError) -> String { try checked(text(key), key) }

    func checked(_ name: String, _ key: String) throws(EnrollmentError) -> String {
        let isRight =
            (1...64).contains(name.utf8.count) && (0x61...0x7A).contains(name.utf8.first ?? 0)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isRight else { throw malformed(key, "“\(name.prefix(60))” is no name: a-z, 0-9 and hyphens") }
        return name
    }

    func integer(_ key: String, in range: ClosedRange<Int>) throws(EnrollmentError) -> Int {
        guard let value = try node(key).int else { throw malformed(key, "has the wrong form: a whole number is due") }
        guard range.contains(value) else {
            throw malformed(key, "\(key) is at least \(range.lowerBound) and at most \(range.upperBound)")
        }
        return value
    }

    func integerIfPresent(_ key: String, in range: ClosedRange<Int>) throws(EnrollmentError) -> Int? {
        has(key) ? try integer(key, in: range) : nil
    }

    func numberIfPresent(_ key: String, in range: ClosedRange<Double>) throws(EnrollmentError) -> Double? {
        guard has(key) else { return nil }
        return try number(node(key), key, in: range)
    }

    private func number(_ node: Node, _ key: String, in range: ClosedRange<Double>) throws(EnrollmentError) -> Double {
        guard let value = node.float, range.contains(value) else {
            throw malformed(key, "a number from \(range.lowerBound) to \(range.upperBound) is due")
        }
        return value
    }

    /// Two numbers in a list, the smaller one first.
    func rangeIfPresent(_ key: String, in range: ClosedRange<Double>) throws(EnrollmentError) -> ClosedRange<Double>? {
        guard has(key) else { return nil }
        guard let nodes = try node(key).sequence, nodes.count == 2 else {
            throw malformed(key, "two numbers in a list are due")
        }
        let (low, high) = (try number(nodes[0], key, in: range), try number(nodes[1], key, in: range))
        guard low <= high else { throw malformed(key, "the smaller number comes first") }
        return low...high
    }

    func flag(_ key: String, otherwise: Bool) throws(EnrollmentError) -> Bool {
        guard has(key) else { return otherwise }
        guard let value = try node(key).bool else { throw malformed(key, "true or false is due") }
        return value
    }

    func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String, otherwise: Value? = nil
    ) throws(EnrollmentError) -> Value where Value.RawValue == String {
        if let otherwise, !has(key) { return otherwise }
        let text = try text(key)
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw malformed(key, "“\(text.prefix(60))” is none of \(known)")
        }
        return value
    }

    /// A text by language.
    func texts(_ key: String) throws(EnrollmentError) -> Texts { try texts(node(key), key) }

    func textsIfPresent(_ key: String) throws(EnrollmentError) -> Texts? { has(key) ? try texts(key) : nil }

    func texts(_ node: Node, _ key: String) throws(EnrollmentError) -> Texts {
        let reader = try ProcedureReader(node, (file, path(key)), nil)
        var texts: Texts = [:]
        for (language, _, node) in reader.values {
            texts[try reader.checked(language, language)] = try reader.text(node, language)
        }
        return texts
    }

    /// Texts one after another.
    func textsList(_ key: String) throws(EnrollmentError) -> [Texts] {
        var list: [Texts] = []
        for node in try sequence(key) { list.append(try texts(node, key)) }
        return list
    }

    /// Plain texts one after another.
    func list(_ key: String) throws(EnrollmentError) -> [String] {
        var list: [String] = []
        for node in try sequence(key) { list.append(try text(node, key)) }
        guard Set(list).count == list.count else { throw malformed(key, "names one thing twice") }
        return list
    }

    func isText(_ key: String) -> Bool { values.first { $0.key == key }?.node.scalar != nil }

    func sequence(_ key: String) throws(EnrollmentError) -> [Node] {
        guard let sequence = try node(key).sequence else { throw malformed(key, "has the wrong form: a list is due") }
        guard (1...Self.mostEntries).contains(sequence.count) else {
            throw malformed(key, "has 1 to \(Self.mostEntries) entries")
        }
        return Array(sequence)
    }
}
