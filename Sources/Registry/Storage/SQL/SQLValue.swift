/// A value in a row or an argument.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int)
    case text(String)
    case bytes([UInt8])
}

/// What can be an argument of a statement.
package protocol SQLEncodable: Sendable {
    var sqlValue: SQLValue { get }
}

extension Int: SQLEncodable {
    package var sqlValue: SQLValue { .integer(self) }
}

extension String: SQLEncodable {
    package var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLEncodable {
    package var sqlValue: SQLValue { .bytes(self) }
}

extension Optional: SQLEncodable where Wrapped: SQLEncodable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension ContentDigest: SQLEncodable {
    package var sqlValue: SQLValue { .bytes(bytes) }
}

extension StationID: SQLEncodable {
    package var sqlValue: SQLValue { .text(text) }
}

extension RecordID: SQLEncodable {
    package var sqlValue: SQLValue { .text(text) }
}

/// Milliseconds since 1970.
extension Timestamp: SQLEncodable {
    package var sqlValue: SQLValue { .integer(milliseconds) }
}
