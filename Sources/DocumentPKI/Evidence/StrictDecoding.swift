import FoundationEssentials
import LDS
import SmartCard

/// Decoding that refuses what the schema does not have. Errors name members of the schema and nothing of the content.
extension Decoder {
    /// A container without any other members.
    func strictContainer<Key: CodingKey & CaseIterable>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        let known = Set(Key.allCases.map(\.stringValue))
        guard try container(keyedBy: MemberName.self).allKeys.allSatisfy({ known.contains($0.stringValue) }) else {
            throw EvidenceError(.malformed, "a member that the schema does not have")
        }
        return try container(keyedBy: type)
    }
}

/// Any member of an object.
struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue _: Int) { nil }
}

extension KeyedDecodingContainer {
    /// A text of one line.
    func text(_ key: Key, atMost most: Int) throws -> String {
        let text = try decode(String.self, forKey: key)
        guard EvidenceLimits.isPlain(text, most) else {
            throw Self.malformed(key, "is longer than \(most) octets, or no line")
        }
        return text
    }

    /// Octets in lower-case hexadecimal.
    func octets(_ key: Key, _ counts: ClosedRange<Int>) throws -> [UInt8] {
        let text = try decode(String.self, forKey: key)
        guard text.utf8.count <= 2 * counts.upperBound, let bytes = Hex.bytes(text), counts.contains(bytes.count),
            bytes.lowerCaseHex == text
        else { throw Self.malformed(key, "is not \(counts) octets in lower-case hexadecimal") }
        return bytes
    }

    /// What `read` reads where the member is there; null is not the same as absent.
    func ifPresent<Value>(_ key: Key, _ read: (Key) throws -> Value) throws -> Value? {
        contains(key) ? try read(key) : nil
    }

    static func malformed(_ key: Key, _ what: String) -> EvidenceError {
        EvidenceError(.malformed, "\(key.stringValue) \(what)")
    }
}

extension [UInt8] {
    /// The text that ``Swift/KeyedDecodingContainer/octets(_:_:)`` reads.
    var lowerCaseHex: String { Hex.string(self).lowercased() }
}

extension EvidenceError {
    /// What a decoder found, without the content that it found it in.
    init(decoding error: any Error) {
        let what =
            switch error {
            case let error as EvidenceError: error.message
            case DecodingError.keyNotFound(let key, _): "\(EvidenceLimits.plain(key.stringValue, 64)) is missing"
            case DecodingError.typeMismatch, DecodingError.valueNotFound: "a member of the wrong type"
            default: "it is no JSON of this schema"
            }
        self.init(.malformed, what)
    }
}
