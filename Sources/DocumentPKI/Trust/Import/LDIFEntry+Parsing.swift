import FoundationEssentials

extension LDIFEntry {
    struct Fault: Error { let reason: String }

    /// Reads the unfolded lines of one record.
    init(_ lines: [ArraySlice<UInt8>], at line: Int) throws(Fault) {
        var rest = lines[...]
        guard let first = try rest.popFirst().map({ line throws(Fault) in try Self.attribute(line) }),
            first.name == "dn"
        else { throw Fault(reason: "the record does not begin with dn") }
        name = String(decoding: first.value, as: UTF8.self)
        self.line = line
        if let control = try rest.first.map({ line throws(Fault) in try Self.attribute(line) }),
            control.name == "control"
        {
            (change, attributes) = (.other("a control"), [])
            return
        }
        var kind = "add"
        if let next = try rest.first.map({ line throws(Fault) in try Self.attribute(line) }),
            next.name == "changetype"
        {
            kind = String(decoding: next.value, as: UTF8.self).lowercased()
            rest = rest.dropFirst()
        }
        switch kind {
        case "add":
            change = .add
            var found: [Attribute] = []
            for line in rest { found.append(try Self.attribute(line)) }
            attributes = found
        case "delete": (change, attributes) = (.delete, [])
        case "modify": (change, attributes) = try Self.modification(rest)
        default: (change, attributes) = (.other("changetype \(kind.prefix(20))"), [])
        }
    }

    /// `add:` and `replace:` with their values; whatever else a modification does is not supported.
    private static func modification(_ lines: ArraySlice<ArraySlice<UInt8>>) throws(Fault) -> (Change, [Attribute]) {
        var attributes: [Attribute] = []
        var isOpen = false
        for line in lines {
            if line.elementsEqual([0x2D]) {
                isOpen = false
                continue
            }
            let attribute = try attribute(line)
            if isOpen {
                attributes.append(attribute)
                continue
            }
            guard ["add", "replace"].contains(attribute.name) else {
                return (.other("a modification with \(attribute.name.prefix(20))"), [])
            }
            isOpen = true
        }
        return (.add, attributes)
    }

    /// `name: text`, `name:: base64`. `name:< URL` is refused: nothing is fetched because a file says so.
    private static func attribute(_ line: ArraySlice<UInt8>) throws(Fault) -> Attribute {
        guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex else {
            throw Fault(reason: "a line without attribute name and colon")
        }
        let description = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let name = description.split(separator: ";", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        let value = line[(colon + 1)...]
        func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> { bytes.drop { $0 == 0x20 } }
        switch value.first {
        case 0x3A:
            var base64 = trimmed(value.dropFirst())
            while base64.last == 0x20 { base64 = base64.dropLast() }
            guard let decoded = Data(base64Encoded: Data(base64)) else {
                throw Fault(reason: "the value of \(name.prefix(40)) is no base64")
            }
            return Attribute(name: name, value: [UInt8](decoded))
        case 0x3C: throw Fault(reason: "the value of \(name.prefix(40)) is a URL, which is not fetched")
        default: return Attribute(name: name, value: [UInt8](trimmed(value)))
        }
    }
}
