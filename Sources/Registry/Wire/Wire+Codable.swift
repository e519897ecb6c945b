// The wire's small values as JSON strings, for a station's own files.

extension RecordID: Codable {
    package init(from decoder: any Decoder) throws { self = try decoder.text { RecordID($0) } }
    package func encode(to encoder: any Encoder) throws { try encoder.encode(text: text) }
}

extension ContentDigest: Codable {
    package init(from decoder: any Decoder) throws { self = try decoder.text { ContentDigest(text: $0) } }
    package func encode(to encoder: any Encoder) throws { try encoder.encode(text: text) }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws { self = try decoder.text { Timestamp(text: $0) } }
    package func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}

extension Decoder {
    fileprivate func text<Value>(_ make: (String) -> Value?) throws -> Value {
        let container = try singleValueContainer()
        guard let value = make(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no \(Value.self)")
        }
        return value
    }
}

extension Encoder {
    fileprivate func encode(text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }
}
