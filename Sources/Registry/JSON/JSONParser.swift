/// The state of parsing one JSON text: the bytes, and how far they are read.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private static let deepest = 32

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func wholeText() throws(RegistryError) -> JSONValue {
        let value = try value(depth: 0)
        skipWhiteSpace()
        guard position == bytes.count else { throw malformed("something follows the value") }
        return value
    }

    private mutating func value(depth: Int) throws(RegistryError) -> JSONValue {
        guard depth <= Self.deepest else { throw malformed("it is nested too deep") }
        skipWhiteSpace()
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .integer(try integer())
        }
    }

    private mutating func object(depth: Int) throws(RegistryError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        try expect("{")
        skipWhiteSpace()
        if take("}") { return .object(members) }
        repeat {
            skipWhiteSpace()
            let name = try string()
            skipWhiteSpace()
            try expect(":")
            let member = try value(depth: depth + 1)
            guard members.updateValue(member, forKey: name) == nil else { throw malformed("a name occurs twice") }
            skipWhiteSpace()
        } while take(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array(depth: Int) throws(RegistryError) -> JSONValue {
        var elements: [JSONValue] = []
        try expect("[")
        skipWhiteSpace()
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipWhiteSpace()
        } while take(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func integer() throws(RegistryError) -> Int {
        let start = position
        _ = take("-")
        let first = position
        while let byte = peek, isDigit(byte) { position += 1 }
        let digits = bytes[first..<position]
        guard !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
            throw malformed("a value is neither a string, integer, array, object, true, false nor null")
        }
        switch peek {
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw malformed("a number is no integer")
        default: break
        }
        guard let number = Int(String(decoding: bytes[start..<position], as: UTF8.self)),
            (-JSONValue.largestInteger...JSONValue.largestInteger).contains(number)
        else { throw malformed("an integer is beyond ±(2^53 - 1)") }
        return number
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(RegistryError) -> JSONValue {
        guard bytes[position...].starts(with: text.utf8) else { throw malformed("an unknown word stands for a value") }
        position += text.utf8.count
        return value
    }
}

extension JSONParser {
    private mutating func string() throws(RegistryError) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw malformed("a string is no UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case ..<0x20: throw malformed("a string holds a control character")
            default: text.append(byte)
            }
        }
        throw malformed("a string does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(RegistryError) {
        guard let byte = peek else { throw malformed("a string does not end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "u"): text += String(try escapedScalar()).utf8
        default: throw malformed("a string holds an unknown escape")
        }
    }

    private mutating func escapedScalar() throws(RegistryError) -> Character {
        let first = try fourDigits()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard (0xD800...0xDBFF).contains(first), take("\\"), take("u") else { throw malformed("a surrogate is alone") }
        let second = try fourDigits()
        guard (0xDC00...0xDFFF).contains(second) else { throw malformed("a surrogate is alone") }
        let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        guard let scalar = Unicode.Scalar(value) else { throw malformed("a surrogate is alone") }
        return Character(scalar)
    }

    private mutating func fourDigits() throws(RegistryError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw malformed("an escape has fewer than four digits")
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }

    private var peek: UInt8? { bytes.indices.contains(position) ? bytes[position] : nil }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func skipWhiteSpace() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(RegistryError) {
        guard take(character) else { throw malformed("\(character) is missing") }
    }

    private func malformed(_ what: String) -> RegistryError {
        RegistryError(.malformedJSON, "the JSON is refused at byte \(position): \(what)", fault: .station)
    }
}
