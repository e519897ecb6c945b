import Yams

/// A mapping of a procedure file, read key by key. Every error names its line and place.
struct ProcedureReader {
    private let file: String
    /// Where in the file, `steps.card`; empty at the top.
    private let place: String
    private let line: Int?
    private let values: [(key: String, line: Int?, node: Node)]

    private static let largestFile = 256 * 1024
    private static let longestText = 4096
    /// Entries of one list or mapping. No procedure comes near.
    private static let mostEntries = 256

    /// Reads a file as one mapping.
    init(yaml: String, file: String) throws(EnrollmentError) {
        let whole = (file: file, place: "")
        guard yaml.utf8.count <= Self.largestFile else { throw Self.malformed(whole, nil, "larger than 256 KiB") }
        if let line = Self.lineOfAnchor(in: yaml) {
            throw Self.malformed(whole, line, "anchors and aliases are not taken; write the text again")
        }
        let node: Node?
        do { node = try Yams.compose(yaml: yaml) } catch { throw Self.malformed(whole, nil, "\(error)") }
        guard let node else { throw Self.malformed(whole, nil, "empty") }
        try self.init(node, whole, .procedure)
    }

    /// - Parameter format: which keys may be there; nil where they are names that the author chose.
    private init(
        _ node: Node, _ whole: (file: String, place: String), _ format: ProcedureFormat?
    ) throws(EnrollmentError) {
        (file, place, line) = (whole.file, whole.place, node.mark?.line)
        guard let mapping = node.mapping else {
            throw Self.malformed(whole, line, "a mapping of keys to values is due")
        }
        guard mapping.count <= Self.mostEntries else {
            throw Self.malformed(whole, line, "more than \(Self.mostEntries) keys")
        }
        var values: [(key: String, line: Int?, node: Node)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string else { throw Self.malformed(whole, line, "a key that is no text") }
            if let format, !format.keys.contains(name) {
                let inside = whole.place.isEmpty ? "" : " in \(whole.place)"
                throw Self.malformed((whole.file, ""), key.mark?.line, "unknown key “\(name.prefix(60))”\(inside)")
            }
            values.append((name, key.mark?.line, value))
        }
        self.values = values
    }

    /// An anchor is a `&` before a name. Without one there are no aliases, of which a few lines make billions of values.
    private static func lineOfAnchor(in yaml: String) -> Int? {
        func isName(_ octet: UInt8) -> Bool {
            switch octet {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
        var (line, isInWord, isAfterSign) = (1, false, false)
        for octet in yaml.utf8 {
            if isAfterSign, isName(octet) { return line }
            isAfterSign = octet == 0x26 && !isInWord
            isInWord = isName(octet) && octet != 0x2D
            if octet == 0x0A { line += 1 }
        }
        return nil
    }
}

extension ProcedureReader {
    private static func malformed(
        _ whole: (file: String, place: String), _ line: Int?, _ what: String
    ) -> EnrollmentError {
        let place = (line.map { "line \($0): " } ?? "") + (whole.place.isEmpty ? "" : "\(whole.place): ")
        // A file can make a name, and so a message, as long as it likes.
        let sentence = "procedure \(whole.file): \(place)\(what)"
        return EnrollmentError(
            .procedureMalformed, sentence.count > 400 ? sentence.prefix(400) + "…" : sentence, fault: .authority)
    }

    /// What is wrong with the mapping itself.
    func malformed(_ what: String) -> EnrollmentError { Self.malformed((file, place), line, what) }

    /// What is wrong with a key's value.
    func malformed(_ key: String, _ what: String) -> EnrollmentError {
        Self.malformed((file, path(key)), values.first { $0.key == key }?.line ?? line, what)
    }

    private func path(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

    func has(_ key: String) -> Bool { values.contains { $0.key == key } }

    private func node(_ key: String) throws(EnrollmentError) -> Node {
        guard let value = values.first(where: { $0.key == key }) else {
            throw Self.malformed((file, place), line, "“\(key)” is missing")
        }
        return value.node
    }

    // MARK: - Values

    func text(_ key: String) throws(EnrollmentError) -> String { try text(node(key), key) }

    func textIfPresent(_ key: String) throws(EnrollmentError) -> String? { has(key) ? try text(key) : nil }

    private func text(_ node: Node, _ key: String) throws(EnrollmentError) -> String {
        guard let text = node.scalar?.string else { throw malformed(key, "has the wrong form: a text is due") }
        guard !text.allSatisfy(\.isWhitespace) else { throw malformed(key, "is empty") }
        guard text.utf8.count <= Self.longestText else { throw malformed(key, "is too long") }
        return text
    }

    /// A name that other parts of the file use: a-z, 0-9 and hyphens, a letter first, up to 64.
    func name(_ key: String) throws(EnrollmentError) -> String { try checked(text(key), key) }

    private func checked(_ name: String, _ key: String) throws(EnrollmentError) -> String {
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
            throw malformed(key, "two numbers are due, [0.2, 0.8]")
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

    private func texts(_ node: Node, _ key: String) throws(EnrollmentError) -> Texts {
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

    private func sequence(_ key: String) throws(EnrollmentError) -> [Node] {
        guard let sequence = try node(key).sequence else { throw malformed(key, "has the wrong form: a list is due") }
        guard (1...Self.mostEntries).contains(sequence.count) else {
            throw malformed(key, "has 1 to \(Self.mostEntries) entries")
        }
        return Array(sequence)
    }

    // MARK: - Mappings

    func mapping(_ key: String, _ format: ProcedureFormat) throws(EnrollmentError) -> ProcedureReader {
        try ProcedureReader(node(key), (file, path(key)), format)
    }

    func mappingIfPresent(_ key: String, _ format: ProcedureFormat) throws(EnrollmentError) -> ProcedureReader? {
        has(key) ? try mapping(key, format) : nil
    }

    /// Mappings one after another.
    func mappings(_ key: String, _ format: ProcedureFormat) throws(EnrollmentError) -> [ProcedureReader] {
        var list: [ProcedureReader] = []
        for node in try sequence(key) { list.append(try ProcedureReader(node, (file, path(key)), format)) }
        return list
    }

    /// Mappings by names that the author chose, as the file has them one after another.
    func named(
        _ key: String, _ format: ProcedureFormat
    ) throws(EnrollmentError) -> [(name: String, reader: ProcedureReader)] {
        let reader = try ProcedureReader(node(key), (file, path(key)), nil)
        var list: [(name: String, reader: ProcedureReader)] = []
        for (name, _, node) in reader.values {
            list.append(
                (try reader.checked(name, name), try ProcedureReader(node, (file, reader.path(name)), format)))
        }
        return list
    }
}
