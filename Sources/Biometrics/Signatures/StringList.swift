/// A list of texts as devices write it: a list, or one text or number alone.
struct StringList: Sendable, Hashable, Codable {
    let values: [String]

    init(_ values: [String]) { self.values = values }

    init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if let list = try? single.decode([LenientText].self) {
            values = list.map(\.text)
        } else {
            values = [try single.decode(LenientText.self).text]
        }
    }

    func encode(to encoder: any Encoder) throws {
        var single = encoder.singleValueContainer()
        try single.encode(values)
    }
}

/// A text or a number, which devices take for the same.
struct LenientText: Sendable, Hashable, Codable {
    let text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if let text = try? single.decode(String.self) {
            self.text = text
        } else if let number = try? single.decode(Int.self) {
            text = String(number)
        } else {
            text = String(try single.decode(Double.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var single = encoder.singleValueContainer()
        try single.encode(text)
    }

    /// A finite number; nil for anything else.
    var number: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
}
